package dev.mongostreams.tests.spec.format;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoServerException;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** What a case says of the failure of an operation. */
public final class ExpectedError {
  private ExpectedError() {}

  public static void match(BsonDocument expected, Throwable failure) {
    Arguments rules = new Arguments("expectError", expected);
    if (rules.has("isClientError")) {
      check(
          rules.flag("isClientError") != failure instanceof MongoServerException, "side", failure);
    }
    if (rules.has("errorCode")) {
      int code = rules.value("errorCode").asInt32().getValue();
      check(failure instanceof MongoException mongo && mongo.getCode() == code, "code", failure);
    }
    if (rules.has("errorCodeName")) {
      String name = rules.string("errorCodeName");
      check(
          failure instanceof MongoCommandException command
              && command.getErrorCodeName().equals(name),
          "name",
          failure);
    }
    if (rules.has("errorLabelsContain")) {
      for (BsonValue label : rules.value("errorLabelsContain").asArray()) {
        check(
            failure instanceof MongoException mongo
                && mongo.hasErrorLabel(label.asString().getValue()),
            "label",
            failure);
      }
    }
    rules.refuseUnread();
  }

  private static void check(boolean met, String what, Throwable failure) {
    if (!met) {
      throw new AssertionError("The failure has another " + what + " than expected", failure);
    }
  }
}
