package dev.mongostreams.cli.systemd;

import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import java.time.Duration;

/**
 * Whether a reader has done something since it was last found to have. A reader that hangs reads
 * nothing, so the moment up to which it has read stands still, whatever its process is able to say.
 * Not thread-safe.
 */
final class Pulse {
  /** Lags are in whole seconds: a moment that stands still may seem to move by one. */
  private static final long LEAST_NANOS = Duration.ofSeconds(1).toNanos();

  private boolean felt;
  private long readUpToNanos;
  private long events;
  private long retries;

  /**
   * Feels it.
   *
   * @param stats of the watcher
   * @param nowNanos when they were taken, by a clock that never jumps
   * @return true when the reader has read on, waits for a server that is away or for a majority of
   *     the set, or events were finished, or tried again, while it waited for them to be
   */
  boolean beats(WatcherStats stats, long nowNanos) {
    boolean beats = stats.events() != events || stats.retries() != retries || waits(stats);
    events = stats.events();
    retries = stats.retries();
    Duration behind = stats.lag().read();
    if (behind != null) {
      long moment = nowNanos - behind.toNanos();
      if (!felt || moment - readUpToNanos > LEAST_NANOS) {
        felt = true;
        readUpToNanos = moment;
        beats = true;
      }
    }
    return beats;
  }

  private static boolean waits(WatcherStats stats) {
    return stats.state() == WatcherState.RECONNECTING
        || stats.state() == WatcherState.PAUSED
        || stats.stalledSince() != null;
  }
}
