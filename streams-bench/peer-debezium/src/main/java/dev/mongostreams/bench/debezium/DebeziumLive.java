package dev.mongostreams.bench.debezium;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import java.nio.file.Path;
import org.bson.BsonTimestamp;
import org.bson.Document;

/**
 * Notes when the inserts of a collection arrive, until the process is ended. Debezium does not say
 * when its cursor is open, so an insert of our own asks: its number is {@link Arrivals#READY}, and
 * with it Debezium has begun.
 */
final class DebeziumLive {
  private final Order order;

  DebeziumLive(Order order) {
    this.order = order;
  }

  void run() throws InterruptedException {
    Arrivals arrivals = Arrivals.open(Path.of(order.text("arrivals")), order.number("room"));
    try (MongoClient client = MongoClients.create(order.text("uri"));
        Capture capture = Capture.start(Settings.of(order, now(client)), arrivals::note)) {
      MongoDatabase database = client.getDatabase(order.text("database"));
      database
          .getCollection(order.text("collection"))
          .insertOne(new Document("n", (int) Arrivals.READY));
      capture.await();
      throw new IllegalStateException("Debezium ended: " + capture.fault());
    }
  }

  private static BsonTimestamp now(MongoClient client) {
    BsonTimestamp now =
        client
            .getDatabase("admin")
            .runCommand(new Document("ping", 1))
            .get("operationTime", BsonTimestamp.class);
    return new BsonTimestamp(now.getTime(), now.getInc() + 1);
  }
}
