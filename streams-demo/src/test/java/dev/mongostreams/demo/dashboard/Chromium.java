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
import org.opentest4j.TestAbortedException;

/**
 * A real Chromium, and the driver that {@code .ci/browser-up} lays out. Without them tests are
 * skipped, with the reason; with {@code -Dstreams.it.browser=true} they fail.
 */
final class Chromium implements AutoCloseable {
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

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path program, Path driver) {
    System.setProperty("playwright.cli.dir", driver.toString());
    playwright = Playwright.create();
    browser =
        playwright
            .chromium()
            .launch(
                new LaunchOptions()
                    .setExecutablePath(program)
                    .setChromiumSandbox(false) // it does not start as root
                    .setArgs(QUIET));
  }

  static Chromium start() {
    Path program =
        program().orElseThrow(() -> missing("there is no Chromium on the PATH: install chromium"));
    Path driver =
        Optional.of(driver())
            .filter(Files::isDirectory)
            .orElseThrow(() -> missing("Playwright's driver is not there: run .ci/browser-up"));
    return new Chromium(program, driver);
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    playwright.close();
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

  private static Error missing(String why) {
    String text = "Browser tests need Chromium and its driver; " + why + ".";
    if (Boolean.getBoolean("streams.it.browser")) {
      return new AssertionError(text);
    }
    throw new TestAbortedException(text);
  }
}
