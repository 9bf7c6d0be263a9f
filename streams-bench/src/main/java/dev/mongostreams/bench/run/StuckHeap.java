package dev.mongostreams.bench.run;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.bench.reader.ServerTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.bson.BsonValue;
import org.bson.Document;

/**
 * How much heap does a watcher hold when its handler does not come back and the server has more?
 *
 * <p>Workload: a history larger than the budget, in documents of 1 KiB or of 1 MiB, or in ones of 1
 * KiB of which every 4,000th belongs to a document that sticks while four workers handle the
 * others: one event of each full reply. What is alive on the heap once the watchers have stopped
 * reading, less what was alive before, by their number.
 *
 * <p>Command: {@code ./streams bench heap-stuck-1k heap-stuck-1m heap-stuck-lanes}. One should see
 * no more than the budget and one reply, 28 MiB, and mostly just the budget.
 */
final class StuckHeap {
  private static final int WATCHERS = 3;
  private static final Duration STILL = Duration.ofSeconds(2);
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int OTHER_BYTES = 60;

  /** The document that sticks. */
  private static final int STICKS = -1;

  /** How many events lie between two of the document that sticks: about a reply of 1 KiB each. */
  private static final int REPLY_EVENTS = 4_000;

  private final MongoClient client;
  private final String database;
  private final MongoCollection<Document> things;

  StuckHeap(MongoClient client, String database) {
    this.client = client;
    this.database = database;
    this.things = client.getDatabase(database).getCollection("stuck");
  }

  /**
   * What one watcher holds.
   *
   * @param heapBytes on the heap
   * @param saysBytes by its own count
   * @param events handled before it came to stand
   */
  record Held(double heapBytes, double saysBytes, double events) {}

  /** Writes documents of one size; where they begin. */
  StartPosition write(int documentBytes, int documents) {
    return write(documentBytes, documents, false);
  }

  /** Writes so many replies of 1 KiB documents, with one that sticks in each. */
  StartPosition writeSticking(int replies) {
    return write(1 << 10, replies * REPLY_EVENTS, true);
  }

  /** With one worker that sticks at the first event. */
  Held firstEvent(StartPosition start) {
    return hold(start, 1, change -> true);
  }

  /** With four workers, and one event in about each reply that sticks. */
  Held oneOfEachReply(StartPosition start) {
    return hold(start, 4, StuckHeap::sticks);
  }

  private static boolean sticks(ChangeEvent change) {
    BsonValue id = change.documentId();
    return id != null && id.isInt32() && id.asInt32().getValue() == STICKS;
  }

  private StartPosition write(int bytes, int documents, boolean sticking) {
    things.drop();
    things.insertOne(new Document("_id", STICKS));
    StartPosition start = StartPosition.at(ServerTime.next(client));
    String text = "x".repeat(bytes - OTHER_BYTES);
    int atOnce = Math.max(1, (1 << 22) / bytes);
    for (int from = 0; from < documents; from += atOnce) {
      things.insertMany(
          IntStream.range(from, Math.min(documents, from + atOnce))
              .mapToObj(n -> new Document("_id", n).append("text", text))
              .toList());
      if (sticking) {
        things.updateOne(new Document("_id", STICKS), new Document("$inc", new Document("n", 1)));
      }
    }
    return start;
  }

  private Held hold(StartPosition start, int workers, Sticking sticking) {
    CountDownLatch release = new CountDownLatch(1);
    List<Watcher> watchers = new ArrayList<>();
    long before = HeapMeter.live();
    try (ChangeStreams streams = ChangeStreams.of(client, database)) {
      for (int i = 0; i < WATCHERS; i++) {
        watchers.add(
            streams
                .watchCollection("stuck")
                .parallel(workers)
                .maxUnsaved(Integer.MAX_VALUE)
                .startAt(start)
                .onChange(
                    change -> {
                      if (sticking.at(change)) {
                        release.await();
                      }
                    })
                .start());
      }
      awaitStill(watchers);
      double heap = (HeapMeter.live() - before) / (double) WATCHERS;
      if (!watchers.stream().allMatch(one -> one.stats().bytesInFlight() > 0)) {
        throw new IllegalStateException("A watcher holds nothing, and so does not stick.");
      }
      double says = mean(watchers, watcher -> watcher.stats().bytesInFlight());
      double events = mean(watchers, watcher -> watcher.stats().events());
      // Before the connection is closed, which stops them and waits for the handlers.
      release.countDown();
      return new Held(heap, says, events);
    }
  }

  private static double mean(List<Watcher> watchers, ToLongFunction<Watcher> of) {
    return watchers.stream().mapToLong(of).average().orElse(0);
  }

  /** Waits until nothing has come or gone for a while. */
  private static void awaitStill(List<Watcher> watchers) {
    long end = System.nanoTime() + LIMIT.toNanos();
    List<Long> before = List.of();
    List<Long> now = state(watchers);
    while (!now.equals(before)) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("The watchers did not come to stand.");
      }
      LockSupport.parkNanos(STILL.toNanos());
      before = now;
      now = state(watchers);
    }
  }

  private static List<Long> state(List<Watcher> watchers) {
    return watchers.stream()
        .map(Watcher::stats)
        .map(stats -> stats.bytesInFlight() * 31 + stats.events())
        .toList();
  }

  /** Tells whether a handler sticks at an event. */
  private interface Sticking {
    boolean at(ChangeEvent change);
  }
}
