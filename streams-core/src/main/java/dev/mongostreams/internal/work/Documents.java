package dev.mongostreams.internal.work;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.handler.MissingDocument;
import java.util.function.UnaryOperator;
import org.bson.BsonNull;
import org.jspecify.annotations.Nullable;

/** What an event becomes before it is handed over, when its document could not be looked up. */
@FunctionalInterface
public interface Documents {
  /** Each event as the server sent it. */
  Documents AS_SENT = event -> event;

  /** The document could not be read once more; the cause says why. */
  final class UnreadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one of what the driver threw. */
    UnreadException(RuntimeException cause) {
      super("The document of an update could not be read again.", cause);
    }
  }

  /**
   * The event to hand over, or null for none. May ask the server, so it is called without a lock.
   * Any thread.
   *
   * @throws UnreadException when the server was asked and has not answered
   */
  @Nullable ChangeEvent shown(ChangeEvent event);

  /**
   * What a policy makes of events.
   *
   * @param reread reads the document of an event again, and gives the event back with it, or as it
   *     was when there is none
   */
  static Documents by(MissingDocument policy, UnaryOperator<ChangeEvent> reread) {
    return switch (policy) {
      case ABSENT -> AS_SENT;
      case AS_DELETE -> event -> misses(event) ? DeletedEvent.of(event) : event;
      case SKIP -> event -> misses(event) ? null : event;
      case REREAD -> event -> misses(event) ? read(event, reread) : event;
    };
  }

  /** Null, and not merely absent: nobody has looked for a document that was not asked for. */
  private static boolean misses(ChangeEvent event) {
    return event.operation() == Operation.UPDATE && event.value("fullDocument") instanceof BsonNull;
  }

  private static ChangeEvent read(ChangeEvent event, UnaryOperator<ChangeEvent> reread) {
    try {
      return reread.apply(event);
    } catch (RuntimeException failure) {
      throw new UnreadException(failure);
    }
  }
}
