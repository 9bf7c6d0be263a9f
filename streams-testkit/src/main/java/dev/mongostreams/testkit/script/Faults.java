package dev.mongostreams.testkit.script;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.ServerAddress;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/** Decides, each time a scripted source is asked, whether it fails. */
public interface Faults {
  /** The label of errors that the driver specification resumes after. */
  String RESUMABLE = "ResumableChangeStreamError";

  /**
   * Asked before a cursor is opened.
   *
   * @return what to throw, or null to open it
   */
  @Nullable RuntimeException onOpen();

  /**
   * Asked before a batch is read.
   *
   * @return what to throw, or null to read it
   */
  @Nullable RuntimeException onRead();

  /**
   * Makes faults that never come.
   *
   * @return no faults
   */
  static Faults none() {
    return new Faults() {
      @Override
      public @Nullable RuntimeException onOpen() {
        return null;
      }

      @Override
      public @Nullable RuntimeException onRead() {
        return null;
      }
    };
  }

  /**
   * Makes an error as the server would answer it.
   *
   * @param code its number
   * @param labels its labels
   * @return an exception as the driver throws it
   */
  static RuntimeException serverError(int code, String... labels) {
    BsonArray given = new BsonArray();
    for (String label : labels) {
      given.add(new BsonString(label));
    }
    return new MongoCommandException(
        new BsonDocument("ok", new BsonInt32(0))
            .append("code", new BsonInt32(code))
            .append("codeName", new BsonString("Scripted"))
            .append("errmsg", new BsonString("scripted"))
            .append("errorLabels", given),
        new ServerAddress());
  }

  /**
   * Makes a lost connection.
   *
   * @return an exception as the driver throws it
   */
  static RuntimeException connectionLost() {
    return new MongoSocketReadException("scripted", new ServerAddress());
  }
}
