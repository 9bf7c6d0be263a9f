package dev.mongostreams.checkpoint;

import com.mongodb.MongoClientException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNamespace;
import com.mongodb.MongoOperationTimeoutException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketException;
import dev.mongostreams.failure.CheckpointFailedException;

/** Says in words why a collection cannot keep checkpoints, by type and code of what came back. */
final class MongoFailures {
  private static final int UNAUTHORIZED = 13;
  private static final int SHARD_KEY_NOT_FOUND = 61;
  private static final int NOT_ON_A_VIEW = 166;

  private MongoFailures() {}

  static CheckpointFailedException explain(
      String what, String on, MongoNamespace namespace, MongoException failure) {
    if (failure instanceof MongoSecurityException) {
      return StoreFailures.failed(
          what,
          on,
          "the server refuses the credentials",
          "Check user name, password and authSource of the connection string.",
          failure);
    }
    if (failure instanceof MongoInterruptedException) {
      return StoreFailures.failed(
          what,
          on,
          "the thread was interrupted meanwhile",
          "Ask again if it was not to end.",
          failure);
    }
    return isAnswer(failure) ? refused(what, on, namespace, failure) : silent(what, on, failure);
  }

  /** True for an answer of the server, false when there was none in time. */
  static boolean isAnswer(MongoException failure) {
    return failure instanceof MongoServerException
        && !(failure instanceof MongoExecutionTimeoutException)
        && !(failure instanceof MongoOperationTimeoutException);
  }

  private static CheckpointFailedException refused(
      String what, String on, MongoNamespace namespace, MongoException answer) {
    return switch (answer.getCode()) {
      case UNAUTHORIZED ->
          StoreFailures.failed(
              what,
              on,
              "this user lacks the right to (code 13)",
              "Log in as a user that has find, insert, update and remove on the collection "
                  + namespace.getFullName()
                  + ".",
              answer);
      case NOT_ON_A_VIEW ->
          StoreFailures.failed(
              what, on, "it is a view, which keeps nothing", "Name a collection.", answer);
      case SHARD_KEY_NOT_FOUND ->
          StoreFailures.failed(
              what,
              on,
              "the collection is sharded by something else than _id",
              "Name a collection that is not sharded, or by _id.",
              answer);
      default ->
          StoreFailures.failed(
              what,
              on,
              "the server refuses it (code " + answer.getCode() + ")",
              "Look at the cause for what it says.",
              answer);
    };
  }

  private static CheckpointFailedException silent(String what, String on, MongoException failure) {
    boolean noAnswer =
        failure instanceof MongoSocketException
            || failure instanceof MongoClientException
            || failure instanceof MongoExecutionTimeoutException;
    return StoreFailures.failed(
        what,
        on,
        noAnswer
            ? "no primary answered within " + MongoCheckpointStore.LIMIT.toSeconds() + " s"
            : "an unexpected " + failure.getClass().getSimpleName() + " came up",
        "Check that the replica set of the store has a primary, and that this host reaches it.",
        failure);
  }
}
