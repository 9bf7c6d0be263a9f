package dev.mongostreams.demo.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Threads that do something every 5 ms until they are closed, which waits for them. */
final class Crew implements AutoCloseable {
  private static final long TICK_MS = 5;

  private final String name;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  Crew(String name) {
    this.name = name;
  }

  /** Starts one more thread. */
  void add(Runnable work) {
    Thread thread = new Thread(() -> workOn(work), "example-" + name + "-" + threads.size());
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void workOn(Runnable work) {
    try {
      while (!ended.await(TICK_MS, TimeUnit.MILLISECONDS)) {
        work.run();
      }
    } catch (RuntimeException failed) {
      failure.compareAndSet(null, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** True once it is being closed. */
  boolean ending() {
    return ended.getCount() == 0;
  }

  /**
   * Ends it.
   *
   * @throws RuntimeException what its work failed with first, when it did
   */
  @Override
  public void close() {
    ended.countDown();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    RuntimeException failed = failure.getAndSet(null);
    if (failed != null) {
      throw failed;
    }
  }
}
