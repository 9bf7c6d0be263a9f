package dev.mongostreams.cli.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mongostreams.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a watcher on this machine how it is: a health check that needs no shell and no curl. */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description =
        "Asks a watcher that runs with --metrics-port: ends with 0 when it is ready, else with 1 and"
            + " the reason.")
public final class HealthCommand implements Callable<Integer> {
  private static final int LIMIT_MS = 5_000;
  private static final int MOST_BYTES = 1_000;

  @Spec private CommandSpec spec;

  @Mixin private MetricsOption metrics = new MetricsOption();

  @Option(
      names = "--alive",
      description = "Be content with a program that runs, also while it connects again")
  private boolean alive;

  @Override
  public Integer call() {
    String address = metrics.address();
    PrintWriter out = spec.commandLine().getOut();
    try {
      HttpURLConnection asked = ask("http://" + address + (alive ? "/healthz" : "/readyz"));
      boolean well = asked.getResponseCode() == HttpURLConnection.HTTP_OK;
      out.print(text(well ? asked.getInputStream() : asked.getErrorStream()));
      out.flush();
      return well ? ExitCode.DONE.number() : ExitCode.DEFECT.number();
    } catch (IOException silent) {
      out.println("no answer on " + address + ": " + silent.getMessage());
      out.flush();
      return ExitCode.DEFECT.number();
    }
  }

  private static HttpURLConnection ask(String url) throws IOException {
    HttpURLConnection asked =
        (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
    asked.setConnectTimeout(LIMIT_MS);
    asked.setReadTimeout(LIMIT_MS);
    return asked;
  }

  private static String text(@Nullable InputStream body) throws IOException {
    if (body == null) {
      return "";
    }
    try (body) {
      return new String(body.readNBytes(MOST_BYTES), UTF_8);
    }
  }
}
