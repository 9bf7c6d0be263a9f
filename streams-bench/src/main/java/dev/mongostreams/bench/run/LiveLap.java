package dev.mongostreams.bench.run;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.lap.SlowHandler;
import dev.mongostreams.bench.loop.DriverLoop;
import dev.mongostreams.bench.reader.BareLoop;
import dev.mongostreams.bench.spring.SpringLive;
import dev.mongostreams.checkpoint.FileCheckpointStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;

/**
 * Notes when the inserts of a collection arrive, from now on and until the process is ended. The
 * number {@link Arrivals#READY} comes first: the cursor is open.
 */
final class LiveLap {
  private static final long LOOK_MILLIS = 5;

  private final MongoClient client;

  LiveLap(MongoClient client) {
    this.client = client;
  }

  void run(Order order) throws InterruptedException, IOException {
    Arrivals arrivals = Arrivals.open(Path.of(order.text("arrivals")), order.number("room"));
    MongoCollection<Document> collection =
        client.getDatabase(order.text("database")).getCollection(order.text("collection"));
    switch (order.text("way")) {
      case "getMore" -> bare(collection, arrivals);
      case "driver" -> new DriverLoop(collection, arrivals).plain(SlowHandler.of(order));
      case "driver-raw" -> new DriverLoop(collection, arrivals).raw();
      case "driver-token" ->
          new DriverLoop(collection, arrivals).keepingToken(Path.of(order.text("checkpoints")));
      case "spring", "spring-raw" -> new SpringLive(client).run(order, arrivals);
      case "streams", "streams-checkpoint", "mongodb" -> streams(order, arrivals);
      default -> throw new IllegalArgumentException("There is no such way to hear of changes.");
    }
  }

  private void streams(Order order, Arrivals arrivals) throws InterruptedException {
    try (ChangeStreams streams = ChangeStreams.of(client, order.text("database"))) {
      boolean sizes = order.text("note", "number").equals("bytes");
      List<Watcher> watchers = new ArrayList<>();
      for (int watcher = order.number("watchers", 1); watcher > 0; watcher--) {
        SlowHandler handler = SlowHandler.of(order);
        WatcherBuilder builder =
            streams
                .watchCollection(order.text("collection"))
                .onChange(
                    change -> {
                      handler.handle();
                      arrivals.note(number(change, sizes));
                    });
        String checkpoints = order.text("checkpoints", "");
        if (!checkpoints.isEmpty()) {
          builder.resumeFrom("live", FileCheckpointStore.at(Path.of(checkpoints)));
        }
        watchers.add(builder.start());
      }
      arrivals.note(Arrivals.READY);
      lookAt(watchers, order);
    }
  }

  /** Notes the most that they have in flight when an order asks for it, and never comes back. */
  private static void lookAt(List<Watcher> watchers, Order order) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    String held = order.text("held", "");
    if (held.isEmpty()) {
      never.await();
    }
    try (Arrivals bytes = Arrivals.open(Path.of(held), Arrivals.FEW)) {
      long most = 0;
      while (!never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        long now = watchers.stream().mapToLong(one -> one.stats().bytesInFlight()).sum();
        if (now > most) {
          bytes.note(now);
          most = now;
        }
      }
    }
  }

  private static long number(ChangeEvent change, boolean size) {
    if (size) {
      BsonValue text = Objects.requireNonNull(change.value("fullDocument.text"));
      return text.asString().getValue().length();
    }
    return Objects.requireNonNull(change.value("fullDocument.n")).asInt32().getValue();
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
