package dev.mongostreams.bench.channel;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.scenario.Ground;
import org.bson.Document;

/**
 * A collection of its own that somebody writes into while a lap listens.
 *
 * @param documents writes with the concern that was asked for
 * @param order what a lap has to be told to hear of the inserts
 */
public record LiveCollection(MongoCollection<Document> documents, Order order) {
  private static final String NAME = "live";

  /** Makes one; it is there already, so that no lap waits for the first write. */
  public static LiveCollection make(Ground ground, WriteConcern concern) {
    String database = ground.rs0().freshDatabase();
    MongoCollection<Document> documents =
        ground.client().getDatabase(database).getCollection(NAME).withWriteConcern(concern);
    documents.insertOne(new Document("n", -2));
    return new LiveCollection(
        documents,
        Order.empty()
            .with("uri", ground.rs0().uri())
            .with("database", database)
            .with("collection", NAME));
  }
}
