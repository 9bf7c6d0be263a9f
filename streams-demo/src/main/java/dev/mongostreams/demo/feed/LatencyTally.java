package dev.mongostreams.demo.feed;

import java.time.Duration;
import java.util.Optional;

/**
 * How long changes took to a screen, from all browsers, in whole milliseconds. Any thread may use
 * it.
 */
public final class LatencyTally {
  /** What takes longer counts as this long. */
  private static final int LONGEST_MS = 60_000;

  private final long[] countByMs = new long[LONGEST_MS + 1];
  private long count;

  /** Creates an empty tally. */
  public LatencyTally() {}

  /**
   * Adds what a browser measured.
   *
   * @param millis how long changes took; negative counts as zero
   * @param changes how many took so long; not added when negative
   */
  public synchronized void add(long millis, long changes) {
    if (changes > 0) {
      countByMs[(int) Math.max(0, Math.min(LONGEST_MS, millis))] += changes;
      count += changes;
    }
  }

  /**
   * Returns how many changes were measured.
   *
   * @return the sum of all that was added
   */
  public synchronized long count() {
    return count;
  }

  /**
   * Returns the time within which a part of the changes was on the screen.
   *
   * @param part more than 0 and up to 1, as 0.99
   * @return the time, or empty when nothing was measured
   */
  public synchronized Optional<Duration> within(double part) {
    long wanted = (long) Math.ceil(count * part);
    long seen = 0;
    for (int millis = 0; millis <= LONGEST_MS && count > 0; millis++) {
      seen += countByMs[millis];
      if (seen >= wanted) {
        return Optional.of(Duration.ofMillis(millis));
      }
    }
    return Optional.empty();
  }
}
