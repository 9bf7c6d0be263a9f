package dev.mongostreams.demo.walk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a watcher's thread leaves what it got, for the step to look at. Any thread may use it.
 *
 * @param <T> what is left there
 */
public final class Inbox<T> {
  /** An event is here within milliseconds; a machine that is busy gets this long. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Duration patience;
  private final List<T> all = new ArrayList<>();

  /** Creates an empty inbox. */
  public Inbox() {
    this(PATIENCE);
  }

  Inbox(Duration patience) {
    this.patience = patience;
  }

  /**
   * Leaves something.
   *
   * @param item what came
   */
  public synchronized void add(T item) {
    all.add(item);
    notifyAll();
  }

  /**
   * Waits until so many have come in all, for 10 seconds at most.
   *
   * @param count how many are expected
   * @return all that have come by now, in order; possibly more than expected
   * @throws NotAsTold when fewer have come in time
   * @throws InterruptedException when this thread was interrupted
   */
  public synchronized List<T> await(int count) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (all.size() < count) {
      long leftMs = (deadline - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        throw new NotAsTold(
            count + " arrive within " + patience.toMillis() + " ms", all.size() + ": " + all);
      }
      wait(leftMs);
    }
    return List.copyOf(all);
  }
}
