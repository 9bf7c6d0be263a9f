package dev.mongostreams.demo.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a real Chromium, one for all of them, started by the driver that {@code
 * .ci/browser-up} lays out. Without the two, tests are skipped, with the reason; with {@code
 * -Dstreams.it.browser=true} they fail.
 */
final class ChromiumExtension implements ExecutionCondition, ParameterResolver {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** Nothing that a test does not need: no look for updates, no graphics card. */
  private static final List<String> QUIET =
      List.of(
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** What runs; closed by JUnit at the end of all tests. */
  private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
    static Running start() {
      System.setProperty("playwright.cli.dir", driver().toString());
      Playwright playwright = Playwright.create();
      LaunchOptions options =
          new LaunchOptions()
              .setExecutablePath(program().orElseThrow())
              .setChromiumSandbox(false) // it does not start as root
              .setArgs(QUIET);
      return new Running(playwright, playwright.chromium().launch(options));
    }

    @Override
    public void close() {
      playwright.close();
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<String> missing = missing();
    if (missing.isPresent() && Boolean.getBoolean("streams.it.browser")) {
      throw new IllegalStateException(missing.get());
    }
    return missing
        .map(ConditionEvaluationResult::disabled)
        .orElse(ConditionEvaluationResult.enabled("there is a browser"));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(ChromiumExtension.class))
        .computeIfAbsent(Running.class, type -> Running.start(), Running.class)
        .browser();
  }

  private static Optional<String> missing() {
    if (program().isEmpty()) {
      return Optional.of("No browser to test with: install chromium.");
    }
    return Files.isDirectory(driver())
        ? Optional.empty()
        : Optional.of("No driver for the browser: run .ci/browser-up.");
  }

  private static Optional<Path> program() {
    String given = System.getenv("STREAMS_CHROMIUM");
    if (given != null) {
      return Optional.of(Path.of(given));
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Path driver() {
    String given = System.getenv("STREAMS_PLAYWRIGHT");
    if (given != null) {
      return Path.of(given);
    }
    String cache = System.getenv("XDG_CACHE_HOME");
    Path caches =
        cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    String version = Playwright.class.getPackage().getImplementationVersion();
    return caches.resolve(Path.of("mongo-streams", "playwright", String.valueOf(version)));
  }
}
