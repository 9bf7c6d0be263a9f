package dev.mongostreams.demo.cache;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;

/**
 * Reads models through the cache, and holds each read against what had been handled before it
 * began. Close it to end it.
 */
final class ModelReaders implements AutoCloseable {
  private static final int THREADS = 2;
  private static final int READS_A_TICK = 10;

  private final ModelCache cache;
  private final WriteLedger ledger;
  private final Crew crew = new Crew("reader");
  private final AtomicLong stale = new AtomicLong();

  ModelReaders(ModelCache cache, WriteLedger ledger) {
    this.cache = cache;
    this.ledger = ledger;
  }

  void start() {
    for (int number = 0; number < THREADS; number++) {
      Random random = new Random(number);
      crew.add(() -> readSome(random));
    }
  }

  private void readSome(Random random) {
    for (int i = 0; i < READS_A_TICK; i++) {
      read(random.nextInt(ModelWriters.MODELS));
    }
  }

  private void read(int model) {
    long least = ledger.handledRevision(model);
    Optional<String> json = cache.find(model);
    if (json.isPresent() && revision(json.get()) < least) {
      stale.incrementAndGet();
    }
  }

  private static long revision(String json) {
    return Document.parse(json).get("revision", Number.class).longValue();
  }

  /** Reads that were older than an invalidation that had been handled before they began. */
  long stale() {
    return stale.get();
  }

  @Override
  public void close() {
    crew.close();
  }
}
