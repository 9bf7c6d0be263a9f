package dev.mongostreams.bench.channel;

import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.scenario.Ground;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.Document;

/** A collection in which each message is a document, inserted with majority. */
final class MongoChannel implements Channel {
  private final MongoCollection<Document> collection;
  private final Order order;

  /**
   * Makes a collection.
   *
   * @param checkpoints whether the one who listens keeps its position
   */
  MongoChannel(Ground ground, boolean checkpoints) {
    LiveCollection live = LiveCollection.make(ground, WriteConcern.MAJORITY);
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

  /** The client has a connection for each thread. */
  private record Inserts(MongoCollection<Document> collection) implements Publisher {
    private static final int TOO_LARGE = 10_334;

    @Override
    public void publish(int number, String filling) {
      Document message = new Document("n", number);
      collection.insertOne(filling.isEmpty() ? message : message.append("filling", filling));
    }

    @Override
    public boolean offer(String text) {
      try {
        collection.insertOne(new Document("n", text.length()).append("text", text));
        return true;
      } catch (BsonMaximumSizeExceededException tooLarge) {
        return false;
      } catch (MongoWriteException refused) {
        if (refused.getCode() != TOO_LARGE) {
          throw refused;
        }
        return false;
      }
    }

    @Override
    public void close() {}
  }
}
