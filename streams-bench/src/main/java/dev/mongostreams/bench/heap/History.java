package dev.mongostreams.bench.heap;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.StartPosition;
import dev.mongostreams.bench.reader.ServerTime;
import java.util.stream.IntStream;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** More changes than a watcher holds at once, written before anybody reads them. */
final class History {
  static final String COLLECTION = "changes";

  private static final int OTHER_BYTES = 60;
  private static final int WRITE_BYTES = 1 << 22;

  /** The document that sticks. */
  private static final int STICKS = -1;

  /** How many events lie between two of the document that sticks: about a reply of 1 KiB each. */
  private static final int REPLY_EVENTS = 4_000;

  private final MongoClient client;
  private final MongoDatabase database;
  private BsonTimestamp begin = new BsonTimestamp();
  private int events;

  History(MongoClient client, String database) {
    this.client = client;
    this.database = client.getDatabase(database);
  }

  /** Writes documents of one size; where they begin. */
  StartPosition write(int documentBytes, int documents) {
    return write(documentBytes, documents, false);
  }

  /** Writes so many replies of 1 KiB documents, with one that sticks in each. */
  StartPosition writeSticking(int replies) {
    return write(1 << 10, replies * REPLY_EVENTS, true);
  }

  /** True for the document that sticks. */
  static boolean sticks(@Nullable BsonValue id) {
    return id != null && id.isInt32() && id.asInt32().getValue() == STICKS;
  }

  String database() {
    return database.getName();
  }

  MongoCollection<Document> collection() {
    return database.getCollection(COLLECTION);
  }

  /** Where what was written last begins. */
  BsonTimestamp begin() {
    return begin;
  }

  /** How many documents were written last. */
  int events() {
    return events;
  }

  private StartPosition write(int bytes, int documents, boolean sticking) {
    MongoCollection<Document> changes = collection();
    changes.drop();
    changes.insertOne(new Document("_id", STICKS));
    begin = ServerTime.next(client);
    events = documents;
    String text = "x".repeat(bytes - OTHER_BYTES);
    int atOnce = Math.max(1, WRITE_BYTES / bytes);
    for (int from = 0; from < documents; from += atOnce) {
      changes.insertMany(
          IntStream.range(from, Math.min(documents, from + atOnce))
              .mapToObj(n -> new Document("_id", n).append("text", text))
              .toList());
      if (sticking) {
        changes.updateOne(new Document("_id", STICKS), new Document("$inc", new Document("n", 1)));
      }
    }
    return StartPosition.at(begin);
  }
}
