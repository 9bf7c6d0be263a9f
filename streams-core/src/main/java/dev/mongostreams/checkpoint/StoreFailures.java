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
import dev.mongostreams.failure.CheckpointFencedException;
import dev.mongostreams.failure.Explanation;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** Says in words why a store cannot do what it is asked. */
final class StoreFailures {
  static final String CLAIM = "Cannot claim the checkpoint";
  static final String READ = "Cannot read the checkpoint";
  static final String SAVE = "Cannot save the checkpoint";
  static final String LIST = "Cannot list the checkpoints of";
  static final String DELETE = "Cannot delete the checkpoint";

  private static final int UNAUTHORIZED = 13;
  private static final int SHARD_KEY_NOT_FOUND = 61;
  private static final int NOT_ON_A_VIEW = 166;

  private StoreFailures() {}

  static CheckpointFailedException failed(
      String what, String on, String why, String cure, @Nullable Throwable cause) {
    return new CheckpointFailedException(new Explanation(what, on, why, cure), cause);
  }

  /** Somebody else has the name now. */
  static CheckpointFencedException fenced(String name) {
    return new CheckpointFencedException(
        new Explanation(
            SAVE,
            name,
            "another watcher has taken this name, or it was deleted",
            "Run one watcher for a name; the other one goes on from the position it found."));
  }

  /** The slot was closed before the save. */
  static CheckpointFencedException closed(String name) {
    return new CheckpointFencedException(
        new Explanation(
            SAVE,
            name,
            "this watcher has given the name back",
            "Start it again to go on from what was saved before."));
  }

  /** What the disk says, in its own words where it has some. */
  static String reason(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return "the right to do so is missing";
    }
    String text =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    return "the disk refuses it ("
        + (text == null ? failure.getClass().getSimpleName() : text)
        + ")";
  }

  /** What the driver says, by type and code. */
  static CheckpointFailedException explained(
      String what, String on, MongoNamespace namespace, MongoException failure) {
    if (failure instanceof MongoSecurityException) {
      return failed(
          what,
          on,
          "the server refuses the credentials",
          "Check user name, password and authSource of the connection string.",
          failure);
    }
    if (failure instanceof MongoInterruptedException) {
      return failed(
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
          failed(
              what,
              on,
              "this user lacks the right to (code 13)",
              "Log in as a user that has find, insert, update and remove on the collection "
                  + namespace.getFullName()
                  + ".",
              answer);
      case NOT_ON_A_VIEW ->
          failed(what, on, "it is a view, which keeps nothing", "Name a collection.", answer);
      case SHARD_KEY_NOT_FOUND ->
          failed(
              what,
              on,
              "the collection is sharded by something else than _id",
              "Name a collection that is not sharded, or by _id.",
              answer);
      default ->
          failed(
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
    return failed(
        what,
        on,
        noAnswer
            ? "no primary answered within " + MongoCheckpointStore.LIMIT.toSeconds() + " s"
            : "an unexpected " + failure.getClass().getSimpleName() + " came up",
        "Check that the replica set of the store has a primary, and that this host reaches it.",
        failure);
  }
}
