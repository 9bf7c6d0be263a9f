/**
 * What a running watcher tells others: a {@link dev.mongostreams.cli.metrics.StatusServer} answers
 * over HTTP, a {@link dev.mongostreams.cli.metrics.WatcherMXBean} over JMX, and {@link
 * dev.mongostreams.cli.metrics.HealthCommand} asks the former. Micrometer is loaded by {@code
 * PrometheusPage} alone, and that only when a port is given.
 */
@NullMarked
package dev.mongostreams.cli.metrics;

import org.jspecify.annotations.NullMarked;
