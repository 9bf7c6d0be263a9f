package dev.mongostreams.cli.metrics;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says where a watcher answers, for it and for who asks it. */
public final class MetricsOption {
  private static final int HIGHEST_PORT = 65_535;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description =
          "Answer over HTTP on this port: /metrics for Prometheus, /healthz, /readyz, /stats."
              + " Default: no port")
  private @Nullable Integer port;

  @Option(
      names = "--metrics-host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description =
          "Address of that port; 0.0.0.0 for all of this machine's. There is no password on it."
              + " Default: 127.0.0.1")
  private String host;

  /**
   * Begins to answer, before anything else is done.
   *
   * @return the server; null when no port was given
   * @throws PortTakenException when the port cannot be had
   * @throws IllegalArgumentException when there is no such port
   */
  public @Nullable StatusServer open() {
    return port == null ? null : StatusServer.open(host, checked(port));
  }

  /** Where to ask, on this machine. */
  String address() {
    Integer there = port;
    if (there == null) {
      throw new IllegalArgumentException(
          "Cannot ask a watcher: give its --metrics-port, or set STREAMS_METRICS_PORT.");
    }
    boolean all = host.equals("0.0.0.0") || host.equals("::");
    return (all ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + checked(there);
  }

  private static int checked(int port) {
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "Cannot listen on port " + port + ": give --metrics-port from 1 to 65535.");
    }
    return port;
  }
}
