package dev.mongostreams.bench.run;

import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.reader.BareLoop;
import dev.mongostreams.checkpoint.FileCheckpointStore;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;

/**
 * Notes when the inserts of a collection arrive, from now on and until the process is ended. The
 * number {@link Arrivals#READY} comes first: the cursor is open.
 */
final class LiveLap {
  private final MongoClient client;

  LiveLap(MongoClient client) {
    this.client = client;
  }

  void run(Order order) throws InterruptedException {
    Arrivals arrivals = Arrivals.open(Path.of(order.text("arrivals")), order.number("room"));
    MongoCollection<Document> collection =
        client.getDatabase(order.text("database")).getCollection(order.text("collection"));
    switch (order.text("way")) {
      case "getMore" -> bare(collection, arrivals);
      case "driver" -> driver(collection, arrivals);
      case "driver-raw" -> driverRaw(collection, arrivals);
      case "spring", "spring-raw" -> new SpringLive(client).run(order, arrivals);
      default -> streams(order, arrivals);
    }
  }

  private void streams(Order order, Arrivals arrivals) throws InterruptedException {
    try (ChangeStreams streams = ChangeStreams.of(client, order.text("database"))) {
      boolean sizes = order.text("note", "number").equals("bytes");
      for (int watcher = order.number("watchers", 1); watcher > 0; watcher--) {
        WatcherBuilder builder =
            streams
                .watchCollection(order.text("collection"))
                .onChange(change -> arrivals.note(number(change, sizes)));
        String checkpoints = order.text("checkpoints", "");
        if (!checkpoints.isEmpty()) {
          builder.resumeFrom("live", FileCheckpointStore.at(Path.of(checkpoints)));
        }
        builder.start();
      }
      arrivals.note(Arrivals.READY);
      new CountDownLatch(1).await();
    }
  }

  private static long number(ChangeEvent change, boolean size) {
    if (size) {
      BsonValue text = Objects.requireNonNull(change.value("fullDocument.text"));
      return text.asString().getValue().length();
    }
    return Objects.requireNonNull(change.value("fullDocument.n")).asInt32().getValue();
  }

  private static void driver(MongoCollection<Document> collection, Arrivals arrivals) {
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor =
        collection.watch().cursor()) {
      arrivals.note(Arrivals.READY);
      while (true) {
        arrivals.note(
            Objects.requireNonNull(cursor.next().getFullDocument()).getInteger("n").longValue());
      }
    }
  }

  private static void driverRaw(MongoCollection<Document> collection, Arrivals arrivals) {
    try (MongoCursor<RawBsonDocument> cursor =
        collection.watch().withDocumentClass(RawBsonDocument.class).cursor()) {
      arrivals.note(Arrivals.READY);
      while (true) {
        arrivals.note(cursor.next().getDocument("fullDocument").getInt32("n").getValue());
      }
    }
  }

  private void bare(MongoCollection<Document> collection, Arrivals arrivals) {
    try (BareLoop loop = new BareLoop(client, collection.getNamespace())) {
      loop.open(new BsonDocument());
      arrivals.note(Arrivals.READY);
      while (true) {
        for (BsonValue event : loop.next()) {
          arrivals.note(event.asDocument().getDocument("fullDocument").getInt32("n").getValue());
        }
      }
    }
  }
}
