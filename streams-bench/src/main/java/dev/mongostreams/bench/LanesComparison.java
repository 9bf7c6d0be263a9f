package dev.mongostreams.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.types.ObjectId;

/**
 * How much faster are few documents handled side by side than one after the other, when the handler
 * waits for something?
 *
 * <p>Workload: 10 documents, with the keys 0 to 9 and then with ten new ObjectIds, each changed 20
 * times in turn; a handler that waits 5 ms. Both watchers read the same history, sequential and
 * with 16 workers in turn. A run that misses a change, or sees a document out of order, is void.
 *
 * <p>Command: {@code ./streams bench lanes}. One should see nearly 10, as there are ten documents;
 * less where two of them share a lane.
 */
final class LanesComparison {
  private static final int DOCUMENTS = 10;
  private static final int VERSIONS = 20;
  private static final Duration HANDLER = Duration.ofMillis(5);
  private static final int WORKERS = 16;
  private static final long LIMIT_SECONDS = 120;

  private final MongoClient client;
  private final ChangeStreams streams;
  private final MongoCollection<Document> things;

  LanesComparison(MongoClient client, ChangeStreams streams, String database) {
    this.client = client;
    this.streams = streams;
    this.things = client.getDatabase(database).getCollection("things");
  }

  /** The time of one worker over that of many, for both kinds of keys in turn. */
  List<Double> rounds(int rounds) throws InterruptedException {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      List<Double> measured =
          List.of(
              ratio(IntStream.range(0, DOCUMENTS).mapToObj(Object.class::cast).toList()),
              ratio(
                  IntStream.range(0, DOCUMENTS).mapToObj(any -> (Object) new ObjectId()).toList()));
      if (round > 0) {
        ratios.addAll(measured);
      }
    }
    return ratios;
  }

  private double ratio(List<Object> keys) throws InterruptedException {
    things.drop();
    StartPosition start = now();
    for (int version = 0; version < VERSIONS; version++) {
      for (Object key : keys) {
        things.updateOne(
            Filters.eq(key), Updates.set("version", version), new UpdateOptions().upsert(true));
      }
    }
    return (double) drain(start, 1) / drain(start, WORKERS);
  }

  private StartPosition now() {
    Document pong = client.getDatabase("admin").runCommand(new Document("ping", 1));
    BsonTimestamp time = Objects.requireNonNull(pong.get("operationTime", BsonTimestamp.class));
    return StartPosition.at(new BsonTimestamp(time.getTime(), time.getInc() + 1));
  }

  private long drain(StartPosition start, int workers) throws InterruptedException {
    Map<BsonValue, Integer> reached = new ConcurrentHashMap<>();
    CountDownLatch left = new CountDownLatch(DOCUMENTS * VERSIONS);
    long begin = System.nanoTime();
    try (Watcher watcher =
        streams
            .watchCollection("things")
            .startAt(start)
            .parallel(workers)
            .onChange(change -> take(change, reached, left))
            .start()) {
      if (!left.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "A drain ended at " + watcher.stats().events() + " events, " + watcher.state() + ".",
            watcher.failure().orElse(null));
      }
      return System.nanoTime() - begin;
    }
  }

  private static void take(
      ChangeEvent change, Map<BsonValue, Integer> reached, CountDownLatch left) {
    BsonValue key = change.documentId();
    if (key == null) {
      return;
    }
    BsonValue version = change.value("fullDocument.version");
    int now =
        version == null
            ? change.updatedFields().getInteger("version")
            : version.asInt32().getValue();
    if (now != reached.getOrDefault(key, -1) + 1) {
      throw new IllegalStateException("A document came out of order: the run is void.");
    }
    reached.put(key, now);
    LockSupport.parkNanos(HANDLER.toNanos());
    left.countDown();
  }
}
