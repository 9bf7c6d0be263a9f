package dev.mongostreams.bench.run;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bson.BsonValue;

/**
 * Handles the versions of documents, which have to come one after the other, and waits at each,
 * until all have come or the time is over. What comes later is let through and not counted.
 * Different documents may be handled by different threads.
 */
final class Versions {
  private final Map<BsonValue, Integer> reached = new ConcurrentHashMap<>();
  private final int expected;
  private final CountDownLatch left;
  private final long waitNanos;
  private final long begin = System.nanoTime();
  private final long end;
  private volatile boolean stopped;

  /**
   * Begins.
   *
   * @param expected how many changes there are
   * @param wait at each of them
   * @param limit for all of them
   */
  Versions(int expected, Duration wait, Duration limit) {
    this.expected = expected;
    this.left = new CountDownLatch(expected);
    this.waitNanos = wait.toNanos();
    this.end = begin + limit.toNanos();
  }

  /**
   * What was handled.
   *
   * @param changes how many
   * @param nanos how long that took
   */
  record Handled(int changes, long nanos) {}

  /**
   * Handles a version of a document.
   *
   * @throws IllegalStateException when it is not the one after the last
   */
  void handle(BsonValue key, int version) {
    if (stopped) {
      return;
    }
    if (version != reached.getOrDefault(key, -1) + 1) {
      throw new IllegalStateException("A document came out of order: the run is void.");
    }
    reached.put(key, version);
    park(waitNanos);
    left.countDown();
  }

  /** Not shorter, whatever wakes the thread. */
  private static void park(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** True when all have come, or the time is over. */
  boolean over() {
    return left.getCount() == 0 || System.nanoTime() - end > 0;
  }

  /** Waits until it is over. */
  void await() throws InterruptedException {
    boolean all = left.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    assert all || over();
  }

  /** Stops, and says what was handled until now. */
  Handled stop() {
    stopped = true;
    return new Handled(expected - (int) left.getCount(), System.nanoTime() - begin);
  }
}
