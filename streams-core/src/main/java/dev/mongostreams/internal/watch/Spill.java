package dev.mongostreams.internal.watch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A queue that drops, as a listener is told of it: when it begins, each time that ten times as many
 * are gone, and when nothing has been dropped for a while. However many events are dropped, that
 * makes few notices. Pure; whoever owns it holds the lock.
 */
final class Spill {
  /** So long after the last event that was dropped it is over. */
  static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

  private static final int GROWTH = 10;

  private long total;

  /** How many had been dropped before it began. */
  private long before;

  /** So many are to be told of; 0 while nothing is dropped. */
  private long next;

  private long lastNanos;

  /** What is to be told: how many events were dropped since it began, and whether it is over. */
  record News(long dropped, boolean over) {}

  /** So many have been dropped in all by now. Returns what is to be told of it, or null. */
  @Nullable News saw(long dropped, long nowNanos) {
    if (dropped == total) {
      return next > 0 && nowNanos - lastNanos >= QUIET_NANOS ? over() : null;
    }
    before = next == 0 ? total : before;
    total = dropped;
    lastNanos = nowNanos;
    long since = total - before;
    if (since < next) {
      return null;
    }
    while (next <= since) {
      next = next == 0 ? GROWTH : next * GROWTH;
    }
    return new News(since, false);
  }

  /** No more will be dropped. Returns what is to be told of it, or null. */
  @Nullable News over() {
    if (next == 0) {
      return null;
    }
    next = 0;
    return new News(total - before, true);
  }

  /** How many events have been dropped. */
  long total() {
    return total;
  }
}
