package dev.mongostreams.bench.lap;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A handler that waits at each event for a while after the first one, and is quick from then on, as
 * one whose database was slow. For one thread.
 */
public final class SlowHandler {
  private final long waitNanos;
  private final long slowNanos;
  private long begin;

  private SlowHandler(long waitNanos, long slowNanos) {
    this.waitNanos = waitNanos;
    this.slowNanos = slowNanos;
  }

  /** Does as an order says; one that says nothing of it gets a handler that never waits. */
  public static SlowHandler of(Order order) {
    return new SlowHandler(
        TimeUnit.MICROSECONDS.toNanos(order.number("slowMicros", 0)),
        TimeUnit.MILLISECONDS.toNanos(order.number("slowForMillis", 0)));
  }

  /** Handles one event. */
  public void handle() {
    if (waitNanos == 0) {
      return;
    }
    long now = System.nanoTime();
    if (begin == 0) {
      begin = now;
    }
    long end = now - begin < slowNanos ? now + waitNanos : now;
    for (long left = end - now; left > 0; left = end - System.nanoTime()) {
      // Not shorter, whatever wakes the thread.
      LockSupport.parkNanos(left);
    }
  }
}
