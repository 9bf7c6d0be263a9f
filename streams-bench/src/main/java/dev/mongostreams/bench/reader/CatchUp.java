package dev.mongostreams.bench.reader;

import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A watcher that reads a history until all of it is handled, and ends. */
public final class CatchUp {
  private CatchUp() {}

  /**
   * Starts the watcher, and returns when it has ended.
   *
   * @param builder with a handler, and a start that so many events follow
   * @param limit after which it hangs
   * @throws IllegalStateException when it failed, or the limit has passed
   */
  public static void run(WatcherBuilder builder, int events, Duration limit)
      throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    try (Watcher watcher = builder.start()) {
      long deadline = System.nanoTime() + limit.toNanos();
      while (watcher.stats().events() < events) {
        if (watcher.failure().isPresent() || System.nanoTime() - deadline > 0) {
          throw new IllegalStateException(
              "A run ended at " + watcher.stats().events() + " events, " + watcher.state() + ".",
              watcher.failure().orElse(null));
        }
        boolean asked = never.await(1, TimeUnit.MILLISECONDS);
        assert !asked;
      }
    }
  }
}
