package dev.mongostreams.bench.reader;

import com.mongodb.client.MongoClient;
import java.util.Objects;
import org.bson.BsonTimestamp;
import org.bson.Document;

/** The clock of a replica set. */
public final class ServerTime {
  private ServerTime() {}

  /**
   * The time of whatever is written next: a start is inclusive, and the write before ours is
   * nobody's business.
   */
  public static BsonTimestamp next(MongoClient client) {
    Document pong = client.getDatabase("admin").runCommand(new Document("ping", 1));
    BsonTimestamp now = Objects.requireNonNull(pong.get("operationTime", BsonTimestamp.class));
    return new BsonTimestamp(now.getTime(), now.getInc() + 1);
  }
}
