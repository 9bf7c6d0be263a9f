package dev.mongostreams.redis;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import org.bson.Document;

/** Models whose version only grows, and threads that write and read them. */
final class VersionedModels implements AutoCloseable {
  static final int COUNT = 50;
  static final String PREFIX = "model:";
  private static final long LIMIT_SECONDS = 300;

  private final MongoCollection<Document> models;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> writers = new ArrayList<>();
  private final List<Future<?>> readers = new ArrayList<>();
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicBoolean reading = new AtomicBoolean(true);

  VersionedModels(MongoDatabase database) {
    models = database.getCollection("models").withReadConcern(ReadConcern.MAJORITY);
    for (int id = 0; id < COUNT; id++) {
      models.insertOne(new Document("_id", id).append("version", 0));
    }
  }

  static String key(int id) {
    return PREFIX + id;
  }

  Optional<String> read(int id) {
    Document found = models.find(Filters.eq(id)).first();
    return found == null ? Optional.empty() : Optional.of("" + found.getInteger("version", 0));
  }

  /**
   * Starts writers.
   *
   * @param bound is told before each write how many there were, may hold it up, and says below
   *     which number the model is that is written
   */
  void write(int threadCount, int writes, IntUnaryOperator bound) {
    for (int i = 0; i < threadCount; i++) {
      writers.add(
          threads.submit(
              () -> {
                for (int write = 0; write < writes; write++) {
                  int end = bound.applyAsInt(written.get());
                  int id = ThreadLocalRandom.current().nextInt(end);
                  models.updateOne(Filters.eq(id), Updates.inc("version", 1));
                  written.incrementAndGet();
                }
              }));
    }
  }

  /** Writes each model once. */
  void writeEach() {
    for (int id = 0; id < COUNT; id++) {
      models.updateOne(Filters.eq(id), Updates.inc("version", 1));
    }
  }

  /** Starts readers, which read until {@link #endReaders}. */
  void read(int threadCount, IntConsumer reader) {
    for (int i = 0; i < threadCount; i++) {
      readers.add(
          threads.submit(
              () -> {
                while (reading.get()) {
                  reader.accept(ThreadLocalRandom.current().nextInt(COUNT));
                }
              }));
    }
  }

  int written() {
    return written.get();
  }

  void awaitWriters() throws Exception {
    for (Future<?> writer : writers) {
      writer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  void endReaders() throws Exception {
    reading.set(false);
    for (Future<?> reader : readers) {
      reader.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    reading.set(false);
    threads.shutdownNow();
  }
}
