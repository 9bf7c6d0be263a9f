package dev.mongostreams.bench.channel;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.scenario.Ground;
import org.bson.Document;

/** A collection in which each message is a document. */
final class MongoChannel implements Channel {
  private final MongoCollection<Document> collection;
  private final Order order;

  /**
   * Makes a collection.
   *
   * @param concern of the inserts
   * @param checkpoints whether the one who listens keeps its position
   */
  MongoChannel(Ground ground, WriteConcern concern, boolean checkpoints) {
    LiveCollection live = LiveCollection.make(ground, concern);
    this.collection = live.documents();
    String database = collection.getNamespace().getDatabaseName();
    this.order =
        checkpoints
            ? live.order().with("checkpoints", ground.directory().resolve(database))
            : live.order();
  }

  @Override
  public Order order() {
    return order;
  }

  @Override
  public Publisher publisher() {
    return new Inserts(collection);
  }
}
