package dev.mongostreams.cli.metrics;

import dev.mongostreams.Watcher;
import dev.mongostreams.micrometer.WatcherMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.stream.Collectors;

/** The figures for Prometheus. */
final class PrometheusPage implements AutoCloseable {
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final String UNKNOWN = " NaN";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @SuppressWarnings("resource") // closed with the registry
  void watch(Watcher watcher) {
    WatcherMetrics.of(watcher).bindTo(registry);
  }

  /** What is not known has no sample, so that absent() finds it and no sum is spoilt by it. */
  String text() {
    return known(registry.scrape());
  }

  static String known(String scrape) {
    return scrape
        .lines()
        .filter(line -> !line.endsWith(UNKNOWN))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Override
  public void close() {
    registry.close();
  }
}
