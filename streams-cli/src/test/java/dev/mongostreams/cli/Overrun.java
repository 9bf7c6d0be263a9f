package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.bson.BsonTimestamp;
import org.bson.Document;

/** Makes a server with a tiny oplog forget. */
public final class Overrun {
  private static final int FILLING_BYTES = 256 << 10;
  private static final int MOST_DOCUMENTS = 4_000;

  private Overrun() {}

  /** Writes until what was the newest entry is gone: the server cuts once a second. */
  public static void of(MongoClient client, MongoDatabase database) {
    BsonTimestamp newest =
        database.runCommand(new Document("ping", 1)).get("operationTime", BsonTimestamp.class);
    String filling = "x".repeat(FILLING_BYTES);
    for (int written = 0; oldest(client).compareTo(newest) <= 0; written++) {
      assertThat(written).isLessThan(MOST_DOCUMENTS);
      database.getCollection("filling").insertOne(new Document("filling", filling));
    }
  }

  private static BsonTimestamp oldest(MongoClient client) {
    Document first =
        client
            .getDatabase("local")
            .getCollection("oplog.rs")
            .find()
            .projection(new Document("ts", 1))
            .sort(new Document("$natural", 1))
            .first();
    assertThat(first).isNotNull();
    return first.get("ts", BsonTimestamp.class);
  }
}
