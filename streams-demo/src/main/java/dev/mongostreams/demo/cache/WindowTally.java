package dev.mongostreams.demo.cache;

import java.time.Duration;
import java.util.Optional;

/** How long keys stayed stale after their writes, in steps of 10 µs. Any thread may use it. */
final class WindowTally {
  private static final long STEP_NANOS = Duration.ofNanos(10_000).toNanos();

  /** What takes longer counts as this long, but for {@link #most}. */
  private static final int STEPS = 200_000;

  private final long[] countByStep = new long[STEPS + 1];
  private long count;
  private long mostNanos;

  /** Adds one; what was handled before it was acknowledged has no window. */
  synchronized void add(long nanos) {
    long window = Math.max(0, nanos);
    countByStep[(int) Math.min(STEPS, window / STEP_NANOS)]++;
    count++;
    mostNanos = Math.max(mostNanos, window);
  }

  /**
   * The time within which a part of the invalidations was handled; empty when there were none.
   *
   * @param part more than 0 and up to 1, as 0.99
   */
  synchronized Optional<Duration> within(double part) {
    long wanted = (long) Math.ceil(count * part);
    long seen = 0;
    for (int step = 0; step <= STEPS && count > 0; step++) {
      seen += countByStep[step];
      if (seen >= wanted) {
        return Optional.of(Duration.ofNanos(Math.min(mostNanos, (step + 1) * STEP_NANOS)));
      }
    }
    return Optional.empty();
  }

  /** The longest one; empty when there were none. */
  synchronized Optional<Duration> most() {
    return count == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(mostNanos));
  }
}
