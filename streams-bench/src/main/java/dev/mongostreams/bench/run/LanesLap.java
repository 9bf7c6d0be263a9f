package dev.mongostreams.bench.run;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.reader.ServerTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.types.ObjectId;

/**
 * How fast are documents handled whose handler waits for something, by one worker, several, or the
 * driver's loop?
 *
 * <p>Workload: changes of so many documents in turn, with the keys 0, 1, 2 and so on, and then as
 * many changes of ones with new ObjectIds; a handler that waits. Each half is read until all of it
 * is handled, or for 1.5 seconds, whichever comes first. A lap that sees a document out of order,
 * or with a change left out, is void.
 *
 * <p>Command: {@code ./streams bench lanes-10x5ms handler-5ms-1key handler-5ms-1000keys} and others
 * of these names. One should see one worker wait as long as the driver's loop, and several workers
 * be as many times as fast, as long as there are as many documents; with one document they cannot
 * help.
 */
final class LanesLap {
  private static final String THINGS = "things";
  private static final String VERSION = "version";
  private static final Duration HALF_LIMIT = Duration.ofMillis(1_500);

  private final MongoClient client;

  LanesLap(MongoClient client) {
    this.client = client;
  }

  Answer run(Order order) throws InterruptedException {
    String database = order.text("database");
    int documents = order.number("documents");
    MongoCollection<Document> things = client.getDatabase(database).getCollection(THINGS);
    try (ChangeStreams streams = ChangeStreams.of(client, database)) {
      Versions.Handled numbered =
          half(order, streams, IntStream.range(0, documents).boxed().map(n -> (Object) n).toList());
      things.drop();
      Versions.Handled objectIds =
          half(
              order,
              streams,
              IntStream.range(0, documents).mapToObj(n -> (Object) new ObjectId()).toList());
      int handled = numbered.changes() + objectIds.changes();
      return new Answer()
          .figure("rate", handled * 1e9 / (numbered.nanos() + objectIds.nanos()))
          .figure("handled", handled);
    }
  }

  private Versions.Handled half(Order order, ChangeStreams streams, List<Object> keys)
      throws InterruptedException {
    MongoCollection<Document> things =
        client.getDatabase(order.text("database")).getCollection(THINGS);
    int changes = order.number("changes");
    BsonTimestamp start = ServerTime.next(client);
    write(things, keys, changes);
    Versions versions =
        new Versions(changes, Duration.ofNanos(1_000L * order.number("waitMicros")), HALF_LIMIT);
    return order.text("way").equals("driver")
        ? loop(things, start, versions)
        : watch(streams, start, order.number("workers"), versions);
  }

  private static void write(MongoCollection<Document> things, List<Object> keys, int changes) {
    things.bulkWrite(
        IntStream.range(0, changes)
            .mapToObj(
                n ->
                    new UpdateOneModel<Document>(
                        Filters.eq(keys.get(n % keys.size())),
                        Updates.set(VERSION, n / keys.size()),
                        new UpdateOptions().upsert(true)))
            .toList());
  }

  private static Versions.Handled watch(
      ChangeStreams streams, BsonTimestamp start, int workers, Versions versions)
      throws InterruptedException {
    try (Watcher watcher =
        streams
            .watchCollection(THINGS)
            .startAt(StartPosition.at(start))
            .parallel(workers)
            .onChange(change -> take(change, versions))
            .start()) {
      versions.await();
      Versions.Handled handled = versions.stop();
      if (watcher.failure().isPresent()) {
        throw new IllegalStateException(
            "A watcher failed at " + watcher.stats().events() + " events.",
            watcher.failure().get());
      }
      return handled;
    }
  }

  private static void take(ChangeEvent change, Versions versions) {
    BsonValue key = change.documentId();
    if (key == null) {
      return;
    }
    BsonValue inserted = change.value("fullDocument." + VERSION);
    versions.handle(
        key,
        inserted == null
            ? change.updatedFields().getInteger(VERSION)
            : inserted.asInt32().getValue());
  }

  /** What people write: one thread, one change after the other. */
  private static Versions.Handled loop(
      MongoCollection<Document> things, BsonTimestamp start, Versions versions) {
    try (MongoCursor<ChangeStreamDocument<Document>> cursor =
        things.watch().startAtOperationTime(start).cursor()) {
      while (!versions.over()) {
        ChangeStreamDocument<Document> change = cursor.tryNext();
        if (change != null && change.getDocumentKey() != null) {
          versions.handle(
              Objects.requireNonNull(change.getDocumentKey().get("_id")), version(change));
        }
      }
      return versions.stop();
    }
  }

  private static int version(ChangeStreamDocument<Document> change) {
    Document inserted = change.getFullDocument();
    return inserted == null
        ? Objects.requireNonNull(
                Objects.requireNonNull(change.getUpdateDescription()).getUpdatedFields())
            .getInt32(VERSION)
            .getValue()
        : inserted.getInteger(VERSION);
  }
}
