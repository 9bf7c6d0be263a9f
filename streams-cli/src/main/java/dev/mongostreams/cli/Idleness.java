package dev.mongostreams.cli;

import dev.mongostreams.WatcherStats;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Knows since when nothing has come, and whether that is too long. For one thread. */
final class Idleness {
  private final @Nullable Duration limit;
  private final LongSupplier clockNanos;
  private long sinceNanos;
  private long lookedNanos;
  private long events;

  /**
   * Makes one that begins now.
   *
   * @param limit after which it is too long; null for never
   */
  Idleness(@Nullable Duration limit) {
    this(limit, System::nanoTime);
  }

  Idleness(@Nullable Duration limit, LongSupplier clockNanos) {
    this.limit = limit;
    this.clockNanos = clockNanos;
    this.sinceNanos = clockNanos.getAsLong();
    this.lookedNanos = sinceNanos;
  }

  /** Something has come just now. */
  void ended() {
    sinceNanos = clockNanos.getAsLong();
  }

  /**
   * Looks at a watcher that hands its changes to somebody else: what is still being delivered has
   * come just now, what is finished has come when it was finished.
   *
   * @param now by the clock of the last event's time; that clock may be set, so what it says holds
   *     only as far back as the look before
   */
  void look(WatcherStats stats, Instant now) {
    long nanos = clockNanos.getAsLong();
    Instant last = stats.lastEventAt();
    if (stats.bytesInFlight() > 0) {
      sinceNanos = nanos;
    } else if (stats.events() != events && last != null) {
      long ago = Math.max(0, Duration.between(last, now).toNanos());
      sinceNanos = nanos - Math.min(ago, nanos - lookedNanos);
    }
    events = stats.events();
    lookedNanos = nanos;
  }

  /** How long somebody may wait who wants to wait so long. */
  Duration patience(Duration wait) {
    return limit == null ? wait : Bulletin.shorter(wait, limit, passedNanos());
  }

  boolean isTooLong() {
    return limit != null && passedNanos() >= limit.toNanos();
  }

  private long passedNanos() {
    return clockNanos.getAsLong() - sinceNanos;
  }
}
