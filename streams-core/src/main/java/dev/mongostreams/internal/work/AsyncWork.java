package dev.mongostreams.internal.work;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.handler.AsyncHandler;
import dev.mongostreams.internal.lanes.Stretch;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Begins to handle one event after the other, and lets go of the stretch while the user's stage is
 * under way.
 *
 * <p>The calling thread and the one that completes the stage meet at one flag: whoever comes second
 * goes on with the stretch. When that is the caller, it does so at once; else the stretch has been
 * let go of, and {@link Completed} is told.
 */
public final class AsyncWork implements Work {
  private final WorkRules rules;
  private final AsyncHandler handler;
  private final Tally tally;
  private final Setting setting;
  private final Completed completed;
  private final Mishaps mishaps;

  /** Is told of a stage that has completed after its stretch was let go of. */
  @FunctionalInterface
  public interface Completed {
    /**
     * The current event of a stretch is handled, or has failed. Any thread.
     *
     * @param operation its kind
     * @param thrown why it failed, or null
     */
    void completed(Stretch stretch, Operation operation, @Nullable Throwable thrown);
  }

  /** One stage, and the two that meet at it. */
  private static final class Meeting {
    private final AtomicBoolean first = new AtomicBoolean(true);

    /** Written before the flag is, read after it. */
    private @Nullable Throwable thrown;

    boolean second() {
      return !first.getAndSet(false);
    }
  }

  /** Makes the work of the one calling thread. */
  public AsyncWork(
      WorkRules rules, AsyncHandler handler, Tally tally, Setting setting, Completed completed) {
    this.rules = rules;
    this.handler = handler;
    this.tally = tally;
    this.setting = setting;
    this.completed = completed;
    this.mishaps = new Mishaps(rules, setting);
  }

  @Override
  public boolean resting() {
    return setting.resting().getAsBoolean();
  }

  @Override
  public Outcome next(Stretch stretch) {
    Outcome instead = mishaps.instead(stretch);
    if (instead != null) {
      return instead;
    }
    ChangeEvent event = stretch.current();
    if (event == null) {
      return Outcome.DONE;
    }
    Throwable late = stretch.takeFailure();
    if (late != null) {
      return mishaps.event(stretch, event, late);
    }
    try {
      Operation operation = event.operation();
      if (!rules.wanted().test(operation)) {
        stretch.advance();
        return Outcome.DONE;
      }
      ChangeEvent shown = rules.documents().shown(event);
      if (shown == null) {
        tally.skip(1);
        stretch.advance();
        return Outcome.DONE;
      }
      return begin(stretch, event, shown);
    } catch (Throwable thrown) {
      return mishaps.event(stretch, event, thrown);
    }
  }

  private Outcome begin(Stretch stretch, ChangeEvent event, ChangeEvent shown) throws Exception {
    Operation operation = shown.operation();
    CompletionStage<?> stage = handler.onChange(shown);
    if (stage == null) {
      throw new IllegalStateException("The handler returned no stage.");
    }
    Meeting meeting = new Meeting();
    stage.whenComplete(
        (ignored, thrown) -> {
          meeting.thrown = cause(thrown);
          if (meeting.second()) {
            completed.completed(stretch, operation, meeting.thrown);
          }
        });
    if (!meeting.second()) {
      return Outcome.UNDER_WAY;
    }
    if (meeting.thrown != null) {
      return mishaps.event(stretch, event, meeting.thrown);
    }
    tally.count(operation, setting.wallMillis().getAsLong());
    stretch.advance();
    return Outcome.DONE;
  }

  /** A stage that depends on another one wraps its failure. */
  private static @Nullable Throwable cause(@Nullable Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }
}
