package dev.mongostreams.bench.live;

import dev.mongostreams.bench.channel.Publisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends numbers at times that were set before, so that a write that takes long does not hide how
 * late the next ones are; from eight threads with a publisher each. Numbers that are accepted
 * together follow one another, so that none waits longer for the last of them than it must, and all
 * are acknowledged with it. For one thread.
 */
final class OpenLoop {
  private static final int WRITERS = 8;
  private static final int FILLING_CHARACTERS = 150;

  private final Supplier<Publisher> publishers;
  private final int begin;
  private final long[] due;
  private final long[] acknowledged;

  OpenLoop(Supplier<Publisher> publishers, int writes, Duration every) {
    this(publishers, 0, writes, every);
  }

  private OpenLoop(Supplier<Publisher> publishers, int begin, int writes, Duration every) {
    this.publishers = publishers;
    this.begin = begin;
    this.due = new long[writes];
    this.acknowledged = new long[writes];
    long distance = every.toNanos();
    long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
    Random random = new Random(42);
    for (int number = 0; number < writes; number++) {
      due[number] = start + number * distance + random.nextLong(Math.max(1, distance / 2));
    }
  }

  /** Sends so many numbers from that one on, which nobody measures. */
  static void warm(Supplier<Publisher> publishers, int begin, int writes, Duration every)
      throws InterruptedException {
    new OpenLoop(publishers, begin, writes, every).write();
  }

  int writes() {
    return due.length;
  }

  /** When a write was to be sent. */
  long due(int number) {
    return due[number];
  }

  /** When the server had said that it is done. */
  long acknowledged(int number) {
    return acknowledged[number];
  }

  /** Writes all of them. */
  void write() throws InterruptedException {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> parts = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int first = writer;
        parts.add(writers.submit(() -> write(first)));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } catch (ExecutionException refused) {
      throw new IllegalStateException("A write failed, the lap is void.", refused.getCause());
    } finally {
      writers.shutdownNow();
    }
  }

  private Void write(int first) throws InterruptedException {
    String filling = "x".repeat(FILLING_CHARACTERS);
    try (Publisher publisher = publishers.get()) {
      int together = publisher.together();
      for (int from = first * together; from < due.length; from += WRITERS * together) {
        int to = Math.min(from + together, due.length);
        for (int number = from; number < to; number++) {
          Waiting.untilTime(due[number]);
          publisher.publish(begin + number, filling);
        }
        publisher.commit();
        Arrays.fill(acknowledged, from, to, System.nanoTime());
      }
    }
    return null;
  }
}
