package dev.mongostreams.bench.live;

import dev.mongostreams.bench.channel.Publisher;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends 0, 1, 2 and so on at a steady rate, in a thread of its own, while its owner does something
 * else. The publisher belongs to it until it is closed. For one owner.
 */
final class SteadySender implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Thread thread;
  private volatile int sent;
  private volatile int last = Integer.MAX_VALUE;
  private volatile @Nullable Exception broken;

  SteadySender(Publisher publisher, int perSecond) {
    thread = new Thread(() -> run(publisher, perSecond), "steady-sender");
    thread.start();
  }

  private void run(Publisher publisher, int perSecond) {
    long begin = System.nanoTime();
    try {
      for (int number = 0; number < last; number++) {
        Waiting.untilTime(begin + number * 1_000_000_000L / perSecond);
        publisher.publish(number);
        sent = number + 1;
      }
    } catch (InterruptedException | RuntimeException failure) {
      broken = failure;
    }
  }

  /**
   * Waits until so many have been sent.
   *
   * @throws IllegalStateException when sending fails, or takes minutes
   */
  void await(int numbers) throws InterruptedException {
    boolean inTime = Waiting.until(LIMIT, () -> sent >= numbers || broken != null);
    if (!inTime || broken != null) {
      throw new IllegalStateException(
          "only " + sent + " of " + numbers + " numbers could be sent", broken);
    }
  }

  /** Sends so many more, and ends; returns how many were sent in all. */
  int endAfter(int more) throws InterruptedException {
    // One may be on its way just now.
    last = sent + more + 1;
    await(last);
    return last;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(LIMIT.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
