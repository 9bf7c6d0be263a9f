package dev.mongostreams.bench.live;

import dev.mongostreams.bench.channel.Channel;
import dev.mongostreams.bench.channel.Publisher;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Two publishers that send at once, one the even numbers and one the odd ones. For one thread, and
 * once.
 */
final class Duet {
  private static final int VOICES = 2;

  private final long[] sent;
  private final long[] accepted;

  Duet(int numbers) {
    this.sent = new long[numbers];
    this.accepted = new long[numbers];
  }

  /**
   * Sends all numbers.
   *
   * @throws IllegalStateException when one of them cannot be sent
   */
  void send(Channel channel) throws InterruptedException {
    CyclicBarrier together = new CyclicBarrier(VOICES);
    ExecutorService voices = Executors.newFixedThreadPool(VOICES);
    try {
      List<Callable<Void>> parts =
          List.of(() -> send(channel, 0, together), () -> send(channel, 1, together));
      for (Future<Void> part : voices.invokeAll(parts)) {
        part.get();
      }
    } catch (ExecutionException refused) {
      throw new IllegalStateException("A message could not be sent.", refused.getCause());
    } finally {
      voices.shutdownNow();
    }
  }

  private Void send(Channel channel, int first, CyclicBarrier together) throws Exception {
    try (Publisher publisher = channel.publisher()) {
      together.await();
      for (int number = first; number < sent.length; number += VOICES) {
        sent[number] = System.nanoTime();
        publisher.publish(number);
        accepted[number] = System.nanoTime();
      }
      return null;
    }
  }

  /** What arrivals say of the numbers that were sent. */
  Answer figures(Arrivals arrivals) {
    int numbers = sent.length;
    boolean[] came = new boolean[numbers];
    int lost = numbers;
    int outOfOrder = 0;
    long latestSent = Long.MIN_VALUE;
    for (int place = 0; place < arrivals.count(); place++) {
      int number = (int) arrivals.number(place);
      if (number >= 0 && number < numbers && !came[number]) {
        came[number] = true;
        lost--;
        outOfOrder += accepted[number] < latestSent ? 1 : 0;
        latestSent = Math.max(latestSent, sent[number]);
      }
    }
    return new Answer()
        .figure("written", numbers)
        .figure("lost", lost)
        .figure("repeated", arrivals.repeated(numbers))
        .figure("outOfOrder", outOfOrder);
  }
}
