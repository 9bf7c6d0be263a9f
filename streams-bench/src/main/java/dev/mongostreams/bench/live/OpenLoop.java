package dev.mongostreams.bench.live;

import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * Inserts documents at times that were set before, so that a write that takes long does not hide
 * how late the next ones are. For one thread.
 */
final class OpenLoop {
  private static final int WRITERS = 8;
  private static final int FILLING_CHARACTERS = 150;

  private final MongoCollection<Document> collection;
  private final long[] due;
  private final long[] acknowledged;

  OpenLoop(MongoCollection<Document> collection, int writes, Duration every) {
    this.collection = collection;
    this.due = new long[writes];
    this.acknowledged = new long[writes];
    long distance = every.toNanos();
    long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
    Random random = new Random(42);
    for (int number = 0; number < writes; number++) {
      due[number] = begin + number * distance + random.nextLong(Math.max(1, distance / 2));
    }
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
    for (int number = first; number < due.length; number += WRITERS) {
      Waiting.untilTime(due[number]);
      collection.insertOne(new Document("n", number).append("filling", filling));
      acknowledged[number] = System.nanoTime();
    }
    return null;
  }
}
