package dev.mongostreams.micrometer;

import dev.mongostreams.WatcherStats;
import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one moment: a registry reads its meters one by one, and they should fit together.
 */
final class Moment {
  private static final long LASTING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Supplier<WatcherStats> stats;
  private final Clock clock;
  private @Nullable WatcherStats taken;
  private long takenNanos;

  Moment(Supplier<WatcherStats> stats, Clock clock) {
    this.stats = stats;
    this.clock = clock;
  }

  synchronized WatcherStats stats() {
    long now = clock.monotonicTime();
    WatcherStats known = taken;
    if (known == null || now - takenNanos >= LASTING_NANOS) {
      known = stats.get();
      taken = known;
      takenNanos = now;
    }
    return known;
  }

  /** Seconds since a time, or NaN where there is none. */
  double since(@Nullable Instant time) {
    return time == null
        ? Double.NaN
        : seconds(Duration.between(time, Instant.ofEpochMilli(clock.wallTime())));
  }

  /** Seconds, or NaN where they are not known. */
  static double seconds(@Nullable Duration length) {
    return length == null ? Double.NaN : length.toMillis() / 1000.0;
  }
}
