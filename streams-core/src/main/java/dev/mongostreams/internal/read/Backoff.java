package dev.mongostreams.internal.read;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses that double from 100 ms to 10 s, each cut by up to a half at random, so that many watchers
 * do not come back at the same moment. For one thread.
 */
public final class Backoff {
  private static final long FIRST_NANOS = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_NANOS = Duration.ofSeconds(10).toNanos();

  private final RandomGenerator random;
  private int attempt;

  /** Starts with the shortest pause. */
  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Returns the pause before the next attempt, and counts that attempt. */
  public long nextNanos() {
    return pauseNanos(FIRST_NANOS, LONGEST_NANOS, attempt++, random);
  }

  /**
   * Returns one pause of such a row.
   *
   * @param first the shortest, before it is cut
   * @param longest where doubling ends
   * @param before how many pauses came before this one
   */
  public static long pauseNanos(long first, long longest, int before, RandomGenerator random) {
    // As far as the sign bit stays clear.
    int doublings = Math.min(before, Math.max(0, Long.numberOfLeadingZeros(first) - 1));
    long whole = Math.min(longest, first << doublings);
    return whole / 2 + (long) (random.nextDouble() * (whole / 2.0));
  }

  /** How many attempts have been counted since the last {@link #reset}. */
  public int attempts() {
    return attempt;
  }

  /** Starts anew, since something has worked. */
  public void reset() {
    attempt = 0;
  }
}
