package dev.mongostreams.bench.slow;

import dev.mongostreams.bench.channel.Channel;
import dev.mongostreams.bench.channel.Publisher;
import dev.mongostreams.bench.live.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Eight threads that send numbered messages, each due at its time whatever became of the ones
 * before. It begins when it is made. For one thread.
 */
final class Flood implements AutoCloseable {
  private static final int SENDERS = 8;

  private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
  private final List<Future<?>> parts = new ArrayList<>();

  /**
   * Begins to send.
   *
   * @param messages how many
   * @param length how long that is to take
   * @param filling of each message, behind its number
   */
  Flood(Channel channel, int messages, Duration length, String filling) {
    long begin = System.nanoTime();
    for (int sender = 0; sender < SENDERS; sender++) {
      int first = sender;
      parts.add(
          senders.submit(
              () -> {
                try (Publisher publisher = channel.publisher()) {
                  for (int number = first; number < messages; number += SENDERS) {
                    Waiting.untilTime(begin + number * length.toNanos() / messages);
                    publisher.publish(number, filling);
                  }
                }
                return null;
              }));
    }
  }

  /** True when all has been sent, or could not be. */
  boolean over() {
    return parts.stream().allMatch(Future::isDone);
  }

  /**
   * Waits until all has been sent.
   *
   * @throws IllegalStateException when a message was refused
   */
  void join() throws InterruptedException {
    try {
      for (Future<?> part : parts) {
        part.get();
      }
    } catch (ExecutionException refused) {
      throw new IllegalStateException("A message could not be sent.", refused.getCause());
    }
  }

  @Override
  public void close() {
    senders.shutdownNow();
  }
}
