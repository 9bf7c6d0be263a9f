package dev.mongostreams.audit;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;

/** Changes documents of its own in all ways, alone and in transactions, and counts what it did. */
final class Writer {
  static final int CHANGES_A_ROUND = 8;

  private final MongoClient client;
  private final MongoCollection<Document> things;
  private final int number;
  private final Map<String, Long> written = new HashMap<>();

  Writer(MongoClient client, MongoDatabase database, int number) {
    this.client = client;
    this.things = database.getCollection("things" + number % 2);
    this.number = number;
  }

  void write(int rounds) {
    for (int round = 0; round < rounds; round++) {
      String id = number + "-" + round;
      things.insertOne(thing(id));
      count("insert");
      things.updateOne(Filters.eq(id), Updates.inc("n", 1));
      count("update");
      things.replaceOne(Filters.eq(id), thing(id).append("replaced", round));
      count("replace");
      transaction(id);
    }
  }

  private void transaction(String id) {
    try (ClientSession session = client.startSession()) {
      session.withTransaction(
          () -> {
            things.insertOne(session, thing(id + "-a"));
            things.insertOne(session, thing(id + "-b"));
            things.updateOne(session, Filters.eq(id + "-a"), Updates.inc("n", 1));
            things.deleteOne(session, Filters.eq(id + "-b"));
            things.deleteOne(session, Filters.eq(id));
            return true;
          });
    }
    count("insert");
    count("insert");
    count("update");
    count("delete");
    count("delete");
  }

  private Document thing(String id) {
    return new Document("_id", id).append("by", "writer " + number).append("n", 0);
  }

  private void count(String operation) {
    written.merge(operation, 1L, Long::sum);
  }

  Map<String, Long> written() {
    return written;
  }
}
