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
    long whole = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(attempt, 10));
    attempt++;
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
