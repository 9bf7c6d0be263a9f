package dev.mongostreams.internal.played;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import java.util.Arrays;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;

/** Failures as the driver throws them. Their text holds what must never reach a user. */
public final class Failures {
  /** Stands for a document that a server quotes. */
  public static final String SECRET = "s3cr3t@example.com";

  public static final ServerAddress SERVER = new ServerAddress("db.example.com", 27017);

  private Failures() {}

  public static MongoCommandException code(int code, String... labels) {
    return new MongoCommandException(
        new BsonDocument("ok", new BsonInt32(0))
            .append("code", new BsonInt32(code))
            .append("codeName", new BsonString("Name" + code))
            .append("errmsg", new BsonString("about " + SECRET))
            .append(
                "errorLabels", new BsonArray(Arrays.stream(labels).map(BsonString::new).toList())),
        SERVER);
  }

  public static MongoSocketReadException connectionLost() {
    return new MongoSocketReadException("lost " + SECRET, SERVER);
  }
}
