package dev.mongostreams.bench.live;

import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;

/** Inserts as fast as the server acknowledges. For one thread. */
final class ClosedLoop {
  private static final int WRITERS = 8;
  private static final int FILLING_CHARACTERS = 150;

  private final MongoCollection<Document> collection;
  private final Duration length;
  private final AtomicInteger written = new AtomicInteger();

  ClosedLoop(MongoCollection<Document> collection, Duration length) {
    this.collection = collection;
    this.length = length;
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
      return written.get() * 1e9 / (System.nanoTime() - begin);
    } catch (ExecutionException refused) {
      throw new IllegalStateException("A write failed, the lap is void.", refused.getCause());
    } finally {
      writers.shutdownNow();
    }
  }

  /** How many writes were acknowledged. */
  int written() {
    return written.get();
  }

  private void write(long end) {
    String filling = "x".repeat(FILLING_CHARACTERS);
    while (System.nanoTime() - end < 0) {
      Document document = new Document("n", written.get()).append("filling", filling);
      collection.insertOne(document);
      written.incrementAndGet();
    }
  }
}
