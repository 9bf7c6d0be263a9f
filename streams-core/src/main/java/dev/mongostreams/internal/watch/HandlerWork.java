package dev.mongostreams.internal.watch;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeHandler;
import dev.mongostreams.Operation;
import dev.mongostreams.Scope;
import dev.mongostreams.failure.DeadLetterFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.failure.HistoryLostPolicy;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.internal.lanes.Attempts;
import dev.mongostreams.internal.lanes.Stretch;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Calls the handler for the events of a stretch, one after the other, outside of any lock, and does
 * what the policy says when it throws. For one thread.
 */
public final class HandlerWork {
  private final Scope scope;
  private final WatchOptions options;
  private final ChangeHandler handler;
  private final Tally tally;
  private final LongSupplier wallMillis;
  private final RandomGenerator random;
  private final BooleanSupplier halted;

  /** Makes the work of one worker; {@code halted} is asked before each event. */
  public HandlerWork(
      WatchMachine machine,
      ChangeHandler handler,
      LongSupplier wallMillis,
      RandomGenerator random,
      BooleanSupplier halted) {
    this.scope = machine.scope();
    this.options = machine.options();
    this.tally = machine.counters().tally();
    this.handler = handler;
    this.wallMillis = wallMillis;
    this.random = random;
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
    Gap gap = stretch.gap();
    if (gap != null) {
      return resync(stretch, gap);
    }
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
      return failed(stretch, event, thrown);
    }
  }

  private Outcome resync(Stretch stretch, Gap gap) {
    try {
      HistoryLostPolicy.Resync resync = options.historyLost().resync();
      if (resync != null) {
        resync.resync(gap);
      }
      stretch.advance();
      return Outcome.DONE;
    } catch (Throwable thrown) {
      return resyncFailed(stretch, thrown);
    }
  }

  /** A resync is tried again as an event is, but there is nothing that could be put away. */
  private Outcome resyncFailed(Stretch stretch, Throwable thrown) {
    Attempts attempts = stretch.failed(Instant.ofEpochMilli(wallMillis.getAsLong()));
    return attempts.next(options.failures(), thrown, random) instanceof Attempts.Next.Retry retry
        ? new Outcome.Retry(retry.afterNanos(), attempts.made(), thrown)
        : new Outcome.Stop(stopped(thrown));
  }

  private Outcome failed(Stretch stretch, ChangeEvent event, Throwable thrown) {
    Attempts attempts = stretch.failed(Instant.ofEpochMilli(wallMillis.getAsLong()));
    Attempts.Next next = attempts.next(options.failures(), thrown, random);
    if (next instanceof Attempts.Next.Retry retry) {
      return new Outcome.Retry(retry.afterNanos(), attempts.made(), thrown);
    }
    if (next instanceof Attempts.Next.Stop) {
      return new Outcome.Stop(stopped(thrown));
    }
    try {
      if (next instanceof Attempts.Next.Letter letter) {
        letter.store().write(attempts.letter(options.name(), event, thrown));
      }
    } catch (RuntimeException | Error unwritten) {
      return new Outcome.Stop(unwritten(unwritten, thrown));
    }
    stretch.advance();
    return new Outcome.GivenUp(next instanceof Attempts.Next.Letter, attempts.made(), thrown);
  }

  private HandlerFailedException stopped(Throwable thrown) {
    return new HandlerFailedException(
        new Explanation(
            "Cannot go on watching",
            scope.toString(),
            "the handler threw " + thrown.getClass().getName(),
            "Mend the handler and start again after the last handled position; the event it threw on"
                + " comes again."),
        thrown);
  }

  /** A store of the user's may throw anything. */
  private StreamsException unwritten(Throwable unwritten, Throwable thrown) {
    StreamsException why =
        unwritten instanceof StreamsException told
            ? told
            : new DeadLetterFailedException(
                new Explanation(
                    "Cannot go on watching",
                    scope.toString(),
                    "the dead-letter store threw " + unwritten.getClass().getName(),
                    "Mend the store and start again; the event comes again."),
                unwritten);
    why.addSuppressed(thrown);
    return why;
  }
}
