package dev.mongostreams.bench.live;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.scenario.Ground;
import org.bson.Document;

/** Inserts each number with majority, for those who read change streams. */
public final class MongoPublisher implements Publisher {
  private final MongoCollection<Document> collection;
  private final Order order;

  public MongoPublisher(Ground ground) {
    String database = ground.rs0().freshDatabase();
    this.collection =
        ground
            .client()
            .getDatabase(database)
            .getCollection("live")
            .withWriteConcern(WriteConcern.MAJORITY);
    this.order =
        Order.empty()
            .with("uri", ground.rs0().uri())
            .with("database", database)
            .with("collection", "live")
            .with("checkpoints", ground.directory().resolve(database));
    collection.insertOne(new Document("n", -2));
  }

  @Override
  public void publish(int number) {
    collection.insertOne(new Document("n", number));
  }

  @Override
  public Order order() {
    return order;
  }

  @Override
  public void close() {}
}
