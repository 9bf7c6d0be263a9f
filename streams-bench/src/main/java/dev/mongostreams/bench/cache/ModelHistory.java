package dev.mongostreams.bench.cache;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.mongostreams.bench.reader.ServerTime;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonTimestamp;
import org.bson.Document;

/**
 * A history to read again and again: so many models of 1 KiB, each updated once.
 *
 * @param collection its name
 * @param start cluster time of the first update or just before it
 * @param updates how many
 */
public record ModelHistory(String collection, BsonTimestamp start, int updates) {
  private static final String COLLECTION = "models";
  private static final int WRITTEN_AT_ONCE = 1_000;
  private static final String TEXT = "x".repeat(980);

  /** Writes the history. */
  public static ModelHistory write(MongoClient client, String database, int updates) {
    MongoCollection<Document> models = client.getDatabase(database).getCollection(COLLECTION);
    for (int from = 0; from < updates; from += WRITTEN_AT_ONCE) {
      List<Document> documents = new ArrayList<>();
      for (int id = from; id < Math.min(updates, from + WRITTEN_AT_ONCE); id++) {
        documents.add(new Document("_id", id).append("version", 0).append("text", TEXT));
      }
      models.insertMany(documents);
    }
    BsonTimestamp start = ServerTime.next(client);
    for (int from = 0; from < updates; from += WRITTEN_AT_ONCE) {
      List<WriteModel<Document>> changes = new ArrayList<>();
      for (int id = from; id < Math.min(updates, from + WRITTEN_AT_ONCE); id++) {
        changes.add(new UpdateOneModel<>(Filters.eq(id), Updates.set("version", 1)));
      }
      models.bulkWrite(changes);
    }
    return new ModelHistory(COLLECTION, start, updates);
  }

  /** The key that a model is cached under. */
  static String key(int id) {
    return CacheComparison.PREFIX + id;
  }
}
