package dev.mongostreams.internal.read;

import com.mongodb.MongoChangeStreamException;
import com.mongodb.MongoClientException;
import com.mongodb.MongoConfigurationException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoCursorNotFoundException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoIncompatibleDriverException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what a failure means, by its type, its code and its labels, never by its text. The one place
 * that knows server codes.
 *
 * <p>Which codes resume at once is the driver specification's rule ("Change Streams", section
 * "Resumable Error"); which are final was seen on real servers.
 */
public final class FailureClassifier {
  private static final String RESUMABLE = "ResumableChangeStreamError";
  private static final String NOT_RESUMABLE = "NonResumableChangeStreamError";

  private static final int CURSOR_NOT_FOUND = 43;

  /** BSONObjectTooLarge, and what says that of a fragment. */
  private static final Set<Integer> EVENT_TOO_LARGE = Set.of(10334, 7182500);

  private static final int CANNOT_SPLIT_HERE = 7182504;
  private static final int UNKNOWN_TOKEN = 280;

  /** ChangeStreamHistoryLost, CappedPositionLost. */
  private static final Set<Integer> HISTORY_LOST = Set.of(286, 136);

  /** Unauthorized, AuthenticationFailed. */
  private static final Set<Integer> NOT_ALLOWED = Set.of(13, 18);

  private static final int NOT_A_REPLICA_SET = 40573;

  /**
   * Bad value, parse and type errors (2, 9, 14); a stage that is not allowed or not known (20,
   * 40324, 40415, 168); a view (166); tokens that are none, of another stream, of an invalidate, of
   * a removed shard (50811, 280, 260, 464); an event over 16 MB, a fragment, a token, or one that
   * cannot be split (10334, 7182500, 16493, 7182504); an event without the image it must have (47).
   */
  private static final Set<Integer> REFUSED =
      Set.of(
          2, 9, 14, 20, 40324, 40415, 168, 166, 50811, 280, 260, 464, 10334, 7182500, 7182504,
          16493, 47);

  /** The specification's list for servers before 4.4, which set no labels. */
  private static final Set<Integer> RESUMABLE_BEFORE_LABELS =
      Set.of(
          6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436, 63, 150, 13388, 234,
          133);

  private final boolean serverLabels;

  /**
   * Makes a classifier.
   *
   * @param serverLabels true from MongoDB 4.4 on, which labels what can be resumed
   */
  public FailureClassifier(boolean serverLabels) {
    this.serverLabels = serverLabels;
  }

  /** Says what a failure means once a cursor has been open. */
  public FailureKind classify(Throwable failure) {
    if (!(failure instanceof MongoException mongo)) {
      return failure instanceof BrokenSplitException ? FailureKind.REFUSED : FailureKind.DEFECT;
    }
    if (mongo instanceof MongoSecurityException) {
      return loginLost(mongo.getCause()) ? FailureKind.RESUME : FailureKind.NOT_ALLOWED;
    }
    if (NOT_ALLOWED.contains(mongo.getCode())) {
      return FailureKind.NOT_ALLOWED;
    }
    if (isAnswer(mongo)) {
      return classifyAnswer(mongo);
    }
    if (mongo instanceof MongoChangeStreamException) {
      return FailureKind.REFUSED;
    }
    return connectionLost(mongo) ? FailureKind.RESUME : FailureKind.DEFECT;
  }

  /**
   * Says what a failure means while no cursor has ever been open: an answer that nothing marks as
   * passing is then taken for the server's verdict on the request.
   */
  public FailureKind classifyFirst(Throwable failure) {
    FailureKind kind = classify(failure);
    return kind == FailureKind.REOPEN
            && failure instanceof MongoException answer
            && !RESUMABLE_BEFORE_LABELS.contains(answer.getCode())
        ? FailureKind.REFUSED
        : kind;
  }

  /** Tells whether an event is larger than the server can send in one piece. */
  static boolean tooLarge(Throwable failure) {
    return failure instanceof MongoException answer && EVENT_TOO_LARGE.contains(answer.getCode());
  }

  /**
   * Tells whether the server cannot split where it was to open: right behind an event that is too
   * large itself, which a stream that does not split has brought or stepped over.
   */
  static boolean cannotSplitHere(Throwable failure) {
    return failure instanceof MongoException answer && answer.getCode() == CANNOT_SPLIT_HERE;
  }

  /** Tells whether the server does not find the position in a stream of this form. */
  boolean unknownToken(Throwable failure) {
    return failure instanceof MongoException answer && answer.getCode() == UNKNOWN_TOKEN;
  }

  /** Tells whether the cursor may still be there, on a server that answers. */
  public boolean cursorMayLive(Throwable failure) {
    return failure instanceof MongoException answer
        && isAnswer(answer)
        && !(answer instanceof MongoNotPrimaryException)
        && answer.getCode() != CURSOR_NOT_FOUND
        && !RESUMABLE_BEFORE_LABELS.contains(answer.getCode());
  }

  /** Code 50 is an answer as well, though the driver's type for it does not say so. */
  private static boolean isAnswer(MongoException failure) {
    return failure instanceof MongoServerException
        || failure instanceof MongoExecutionTimeoutException;
  }

  private FailureKind classifyAnswer(MongoException answer) {
    int code = answer.getCode();
    if (HISTORY_LOST.contains(code)) {
      return FailureKind.HISTORY_LOST;
    }
    if (code == NOT_A_REPLICA_SET) {
      return FailureKind.NOT_REPLICA_SET;
    }
    if (REFUSED.contains(code) || answer.hasErrorLabel(NOT_RESUMABLE)) {
      return FailureKind.REFUSED;
    }
    boolean resumable =
        answer instanceof MongoCursorNotFoundException
            || answer instanceof MongoNotPrimaryException
            || code == CURSOR_NOT_FOUND
            || answer.hasErrorLabel(RESUMABLE)
            || (!serverLabels && RESUMABLE_BEFORE_LABELS.contains(code));
    return resumable ? FailureKind.RESUME : FailureKind.REOPEN;
  }

  /**
   * The driver wraps whatever happens while it logs in, so what looks like a refusal may be a
   * server that went away in the middle.
   */
  private static boolean loginLost(@Nullable Throwable cause) {
    return cause instanceof MongoSocketException
        || cause instanceof MongoTimeoutException
        || (cause instanceof MongoServerException answer
            && RESUMABLE_BEFORE_LABELS.contains(answer.getCode()));
  }

  /**
   * A lost connection, and what the driver says when it has no server to send the next command to.
   */
  private static boolean connectionLost(MongoException failure) {
    return failure instanceof MongoSocketException
        || failure instanceof MongoTimeoutException
        || failure instanceof MongoConnectionPoolClearedException
        || (failure instanceof MongoClientException
            && !(failure instanceof MongoIncompatibleDriverException)
            && !(failure instanceof MongoConfigurationException)
            && !(failure instanceof MongoInterruptedException));
  }
}
