package dev.mongostreams.internal.watch;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeHandler;
import dev.mongostreams.Operation;
import dev.mongostreams.Scope;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.internal.lanes.Stretch;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Calls the handler for the events of a stretch, one after the other, outside of any lock. */
public final class HandlerWork {
  private final Scope scope;
  private final WatchOptions options;
  private final ChangeHandler handler;
  private final Tally tally;
  private final LongSupplier wallMillis;
  private final BooleanSupplier halted;

  /** Makes the work of one worker; {@code halted} is asked before each event. */
  public HandlerWork(
      Scope scope,
      WatchOptions options,
      ChangeHandler handler,
      Tally tally,
      LongSupplier wallMillis,
      BooleanSupplier halted) {
    this.scope = scope;
    this.options = options;
    this.handler = handler;
    this.tally = tally;
    this.wallMillis = wallMillis;
    this.halted = halted;
  }

  /** Works until the stretch is complete, the watcher is halted, or the handler throws. */
  public Outcome work(Stretch stretch) {
    Outcome outcome = Outcome.DONE;
    while (outcome == Outcome.DONE && !stretch.complete() && !halted.getAsBoolean()) {
      outcome = one(stretch);
    }
    return outcome;
  }

  /** Works on one event. */
  public Outcome one(Stretch stretch) {
    ChangeEvent event = stretch.current();
    if (event == null) {
      return Outcome.DONE;
    }
    try {
      Operation operation = event.operation();
      if (options.wants(operation)) {
        handler.onChange(event);
        tally.count(operation, wallMillis.getAsLong());
      }
      stretch.advance();
      return Outcome.DONE;
    } catch (Throwable thrown) {
      // Errors too: whatever a handler throws, the watcher must not look alive afterwards.
      return new Outcome.Stop(failed(thrown));
    }
  }

  private HandlerFailedException failed(Throwable thrown) {
    return new HandlerFailedException(
        new Explanation(
            "Cannot go on watching",
            scope.toString(),
            "the handler threw " + thrown.getClass().getName(),
            "Mend the handler and start again after the last handled position; the event it threw on"
                + " comes again."),
        thrown);
  }
}
