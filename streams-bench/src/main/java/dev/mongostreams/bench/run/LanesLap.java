package dev.mongostreams.bench.run;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.reader.ServerTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.types.ObjectId;

/**
 * How fast are few documents handled whose handler waits for something?
 *
 * <p>Workload: 10 documents with the keys 0 to 9, and then ten with new ObjectIds, each changed 20
 * times in turn; a handler that waits 5 ms. A lap that misses a change, or sees a document out of
 * order, is void.
 */
final class LanesLap {
  private static final int DOCUMENTS = 10;
  private static final int VERSIONS = 20;
  private static final Duration HANDLER = Duration.ofMillis(5);
  private static final long LIMIT_SECONDS = 120;

  private final MongoClient client;

  LanesLap(MongoClient client) {
    this.client = client;
  }

  Answer run(Order order) throws InterruptedException {
    String database = order.text("database");
    int workers = order.number("workers");
    try (ChangeStreams streams = ChangeStreams.of(client, database)) {
      MongoCollection<Document> things = client.getDatabase(database).getCollection("things");
      StartPosition numbered =
          write(things, IntStream.range(0, DOCUMENTS).mapToObj(Object.class::cast).toList());
      long nanos = drain(streams, numbered, workers);
      things.drop();
      StartPosition objectIds =
          write(
              things,
              IntStream.range(0, DOCUMENTS).mapToObj(n -> (Object) new ObjectId()).toList());
      nanos += drain(streams, objectIds, workers);
      return new Answer().figure("rate", 2 * DOCUMENTS * VERSIONS * 1e9 / nanos);
    }
  }

  private StartPosition write(MongoCollection<Document> things, List<Object> keys) {
    StartPosition start = StartPosition.at(ServerTime.next(client));
    for (int version = 0; version < VERSIONS; version++) {
      for (Object key : keys) {
        things.updateOne(
            Filters.eq(key), Updates.set("version", version), new UpdateOptions().upsert(true));
      }
    }
    return start;
  }

  private static long drain(ChangeStreams streams, StartPosition start, int workers)
      throws InterruptedException {
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
