package dev.mongostreams.bench.live;

import com.mongodb.client.MongoCollection;
import dev.mongostreams.bench.channel.Inserts;
import dev.mongostreams.bench.channel.Publisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.bson.Document;

/**
 * Sends the numbers from 0 as fast as the server acknowledges, each one once, from eight threads
 * with a publisher each. For one thread.
 */
final class ClosedLoop {
  private static final int WRITERS = 8;
  private static final int FILLING_CHARACTERS = 150;

  private final Supplier<Publisher> publishers;
  private final Duration length;
  private final AtomicInteger next = new AtomicInteger();

  ClosedLoop(Supplier<Publisher> publishers, Duration length) {
    this.publishers = publishers;
    this.length = length;
  }

  ClosedLoop(MongoCollection<Document> collection, Duration length) {
    this(() -> new Inserts(collection), length);
  }

  /** Writes for its time, and says how many writes a second were acknowledged. */
  double rate() throws InterruptedException {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    long begin = System.nanoTime();
    try {
      List<Future<?>> parts = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        parts.add(writers.submit(() -> write(begin + length.toNanos())));
      }
      for (Future<?> part : parts) {
        part.get();
      }
      return written() * 1e9 / (System.nanoTime() - begin);
    } catch (ExecutionException refused) {
      throw new IllegalStateException("A write failed, the lap is void.", refused.getCause());
    } finally {
      writers.shutdownNow();
    }
  }

  /** How many writes were acknowledged, once all threads have ended. */
  int written() {
    return next.get();
  }

  private void write(long end) {
    String filling = "x".repeat(FILLING_CHARACTERS);
    try (Publisher publisher = publishers.get()) {
      while (System.nanoTime() - end < 0) {
        publisher.publish(next.getAndIncrement(), filling);
      }
    }
  }
}
