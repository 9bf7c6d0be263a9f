package dev.mongostreams.internal.run;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A moment on the clock that only goes forward, for the few waits that have nobody to wake them.
 */
public final class Deadline {
  private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  /** The moment that lies so far ahead; a century is the most there is. */
  public static Deadline in(Duration duration) {
    return new Deadline(System.nanoTime() + nanos(duration));
  }

  /** The duration in nanoseconds, a century at most: none is too long to be waited for. */
  static long nanos(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos();
  }

  /** True from that moment on, and once this thread was interrupted. */
  public boolean passed() {
    return nanos - System.nanoTime() <= 0 || Thread.currentThread().isInterrupted();
  }

  /** Lets 10 ms pass, or less when the moment comes first. */
  public void pause() {
    LockSupport.parkNanos(Math.max(1, Math.min(PAUSE_NANOS, nanos - System.nanoTime())));
  }
}
