/**
 * The figures of a watcher as meters. {@link dev.mongostreams.micrometer.WatcherMetrics} puts them
 * into a registry of Micrometer, and takes them out again.
 */
@NullMarked
package dev.mongostreams.micrometer;

import org.jspecify.annotations.NullMarked;
