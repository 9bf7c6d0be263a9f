package dev.mongostreams.bench.channel;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.Document;

/**
 * Inserts each message as a document. The client has a connection for each thread.
 *
 * @param collection where they go, with its write concern
 */
public record Inserts(MongoCollection<Document> collection) implements Publisher {
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
