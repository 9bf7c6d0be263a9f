package dev.mongostreams.cli.metrics;

import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import org.jspecify.annotations.Nullable;

/** Whether a watcher does what it is there for: its cursor is open, and it knows its lag. */
final class Readiness {
  private Readiness() {}

  /** Why it is not ready, or null when it is. */
  static @Nullable String hindrance(@Nullable WatcherStats stats) {
    if (stats == null) {
      return "not connected yet";
    }
    if (stats.state() != WatcherState.RUNNING) {
      return "the watcher is " + stats.state();
    }
    return stats.lag().read() == null ? "how far it is behind is not known yet" : null;
  }
}
