package dev.mongostreams.bench.reader;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonTimestamp;
import org.bson.Document;

/**
 * A history to read again and again: so many inserts of 1 KiB into one collection.
 *
 * @param database where the collection is
 * @param collection its name
 * @param start cluster time of the first insert or just before it
 * @param events how many inserts
 */
public record Workload(String database, String collection, BsonTimestamp start, int events) {
  /** Of one drain, so that nothing hangs: ten times what the slowest reader was seen to take. */
  public static final Duration LIMIT = Duration.ofMinutes(2);

  private static final int DOCUMENT_BYTES = 1024;

  /** Everything in a document but the text: its length, {@code _id}, {@code n}, names and types. */
  private static final int OTHER_BYTES = 42;

  private static final int INSERTED_AT_ONCE = 1_000;

  /** Writes the history. */
  public static Workload write(MongoClient client, String database, int events) {
    BsonTimestamp now =
        client
            .getDatabase("admin")
            .runCommand(new Document("ping", 1))
            .get("operationTime", BsonTimestamp.class);
    // The start is inclusive, and the write before ours is nobody's business.
    BsonTimestamp start = new BsonTimestamp(now.getTime(), now.getInc() + 1);
    Workload workload = new Workload(database, "drain", start, events);
    MongoCollection<Document> collection =
        workload.in(client).withWriteConcern(WriteConcern.MAJORITY);
    String text = "x".repeat(DOCUMENT_BYTES - OTHER_BYTES);
    for (int from = 0; from < events; from += INSERTED_AT_ONCE) {
      List<Document> documents =
          IntStream.range(from, Math.min(events, from + INSERTED_AT_ONCE))
              .mapToObj(n -> new Document("text", text).append("n", field(n)))
              .toList();
      collection.insertMany(documents, new InsertManyOptions().ordered(true));
    }
    return workload;
  }

  /** The field {@code n} of the insert at that place, from 0. Never zero, never twice in a row. */
  static int field(int place) {
    return place + 1;
  }

  /** The collection. */
  MongoCollection<Document> in(MongoClient client) {
    return client.getDatabase(database).getCollection(collection);
  }
}
