package dev.mongostreams.internal.read;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoOperationTimeoutException;
import dev.mongostreams.Scope;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.NotAllowedException;
import dev.mongostreams.failure.NotReplicaSetException;
import dev.mongostreams.failure.ResumePointLostException;
import dev.mongostreams.failure.StreamRefusedException;
import dev.mongostreams.failure.StreamsException;
import java.time.Duration;
import java.time.Instant;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/** Says in words what a failure of the source means and what to do about it. */
public final class FailureWords {
  private static final String WATCH = "Cannot watch";

  private FailureWords() {}

  /**
   * Explains a failure that ends a watcher.
   *
   * @param oldest the oldest time the server could still stream from, where that may be known
   */
  public static StreamsException explain(
      Throwable cause, FailureKind kind, Scope scope, @Nullable BsonTimestamp oldest) {
    return switch (kind) {
      case NOT_ALLOWED -> notAllowed(cause, scope);
      case NOT_REPLICA_SET -> notReplicaSet(cause, scope);
      case HISTORY_LOST -> historyLost(cause, scope, oldest);
      case REFUSED -> refused(cause, scope);
      case RESUME, REOPEN -> connectFailed(cause, scope);
      case DEFECT ->
          new StreamsException(
              new Explanation(
                  WATCH,
                  scope.toString(),
                  "an unexpected " + cause.getClass().getSimpleName() + " came up",
                  "Look at the cause; if the client was closed, keep it open for as long as the"
                      + " watcher runs."),
              cause);
    };
  }

  /** Explains that no cursor could be opened in time. */
  public static StreamsException connectFailed(@Nullable Throwable cause, Scope scope) {
    return new ConnectFailedException(
        new Explanation(
            WATCH,
            scope.toString(),
            "no cursor could be opened in time" + (cause == null ? "" : ", last: " + named(cause)),
            "Check that a primary is up (rs.status() in mongosh) and that this host reaches it, or"
                + " raise "
                + (cause instanceof MongoOperationTimeoutException
                    ? "the client's timeoutMS, which ended the last try."
                    : "the connect timeout.")),
        cause);
  }

  /** Explains that no reply has come for as long as somebody was to wait for one. */
  public static StreamsException silent(Throwable cause, Scope scope, Duration limit) {
    return new ConnectFailedException(
        new Explanation(
            "Cannot go on watching",
            scope.toString(),
            "no reply has come for "
                + limit.toSeconds()
                + " s, which is when it is to give up, last: "
                + named(cause),
            "Check that a primary is up (rs.status() in mongosh) and that this host reaches it, and"
                + " start again: the position is kept."),
        cause);
  }

  /** Explains that somebody has interrupted a thread of the watcher. */
  public static StreamsException interrupted(Scope scope) {
    return new StreamsException(
        new Explanation(
            "Cannot go on watching",
            scope.toString(),
            "a thread of the watcher was interrupted, which only the application's own code can do",
            "Leave its threads alone and call stop() to end it; start again, the position is"
                + " kept."),
        null);
  }

  private static StreamsException notAllowed(Throwable cause, Scope scope) {
    boolean credentials = !(cause instanceof MongoCommandException) || code(cause) == 18;
    return new NotAllowedException(
        new Explanation(
            WATCH,
            scope.toString(),
            credentials
                ? "the server refuses the credentials (code 18)"
                : "this user lacks the right to (code 13)",
            credentials
                ? "Check user name, password and authSource of the connection string."
                : "Log in as a user that has find and changeStream on " + resource(scope) + "."),
        cause);
  }

  private static String resource(Scope scope) {
    if (scope instanceof Scope.OfCollection one) {
      return "the collection " + one;
    }
    if (scope instanceof Scope.OfCollections several) {
      return "the whole database "
          + several.database()
          + ", which several collections on one cursor need, or watch each with a watcher of its own";
    }
    return scope instanceof Scope.OfDatabase whole
        ? "the whole database " + whole.database()
        : "all databases";
  }

  private static StreamsException notReplicaSet(Throwable cause, Scope scope) {
    return new NotReplicaSetException(
        new Explanation(
            WATCH,
            scope.toString(),
            "the server is a standalone, and only replica sets keep the history that change streams"
                + " read",
            "Start mongod with --replSet rs0 and run rs.initiate() once in mongosh."),
        cause);
  }

  private static StreamsException historyLost(
      Throwable cause, Scope scope, @Nullable BsonTimestamp oldest) {
    return new ResumePointLostException(
        new Explanation(
            "Cannot resume",
            scope.toString(),
            "the position is older than the server's history, so changes are lost (code "
                + code(cause)
                + ")"
                + (oldest == null ? "" : "; it begins at " + instant(oldest)),
            "Start anew from now, read with find() what the watcher is to know, and give the server a"
                + " larger oplog if this was no accident."),
        cause);
  }

  private static StreamsException refused(Throwable cause, Scope scope) {
    if (cause instanceof BrokenSplitException) {
      return brokenSplit(cause, scope);
    }
    String why;
    String cure;
    switch (code(cause)) {
      case 280 -> {
        why =
            "the pipeline removes or changes _id, or the server does not know the token, which is of"
                + " another stream or too old (code 280)";
        cure = "Keep _id in the pipeline, and resume with the scope and pipeline of the token.";
      }
      case 260 -> {
        why = "the server cannot resume after this token (code 260), as after an invalidate event";
        cure = "Use startAfter (--start-after) with it, which begins a new cursor behind it.";
      }
      case 50811, 9 -> {
        why = "the server cannot read the token or an option (code " + code(cause) + ")";
        cure = "Copy the whole token of an event of this stream.";
      }
      case 166 -> {
        why = "it is a view, and views have no history of their own (code 166)";
        cure = "Watch the collection behind the view.";
      }
      case 73 -> {
        why = "the server streams no changes of its own databases and collections (code 73)";
        cure = "Watch a database other than admin, config and local.";
      }
      case 10334, 7182500, 7182504, 16493 -> {
        why = "an event is larger than the 16 MB of a BSON document (code " + code(cause) + ")";
        cure =
            "From MongoDB 6.0.9 on the server sends most of them in parts; make events smaller: leave"
                + " the document before the change or the lookup out, and keep keys short.";
      }
      case 47 -> {
        why = "an event lacks the document before or after the change, which is required (code 47)";
        cure =
            "Ask for it when available, or let the collection keep images"
                + " (changeStreamPreAndPostImages) and start behind that event.";
      }
      case 20, 40324, 40415, 168, 2, 14 -> {
        why = "the server refuses the pipeline or an option: " + answer(cause);
        cure = "Change the stage or option it names; change streams allow a few stages only.";
      }
      default -> {
        why = "the server refuses the stream: " + named(cause);
        cure = "Look up that code; the same request will fail again.";
      }
    }
    return new StreamRefusedException(new Explanation(WATCH, scope.toString(), why, cure), cause);
  }

  private static StreamsException brokenSplit(Throwable cause, Scope scope) {
    return new StreamRefusedException(
        new Explanation(
            WATCH,
            scope.toString(),
            "the fragments of a large event do not make one: " + cause.getMessage(),
            "Start again after the last handled position; if it happens again, upgrade the server, or"
                + " make events smaller so that none is split."),
        cause);
  }

  /** The server's own words. These errors speak of the request alone, never of a document. */
  private static String answer(Throwable cause) {
    return cause instanceof MongoCommandException command
        ? command.getErrorMessage() + " (code " + command.getErrorCode() + ")"
        : named(cause);
  }

  /** The kind of a failure without its text, which may quote anything. */
  private static String named(Throwable cause) {
    if (cause instanceof MongoCommandException command) {
      return "code " + command.getErrorCode() + " " + command.getErrorCodeName();
    }
    return cause.getClass().getSimpleName();
  }

  private static Instant instant(BsonTimestamp time) {
    return Instant.ofEpochSecond(Integer.toUnsignedLong(time.getTime()));
  }

  private static int code(Throwable cause) {
    return cause instanceof MongoException mongo ? mongo.getCode() : -1;
  }
}
