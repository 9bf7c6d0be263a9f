package dev.mongostreams.internal.watch;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Scope;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.handler.QueueOverflowException;
import dev.mongostreams.internal.lanes.Backlog;
import dev.mongostreams.internal.work.Outcome;
import dev.mongostreams.internal.work.Tally;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes events out of a machine one by one, for a consumer that pulls. What has been given out
 * counts as finished when {@link #acknowledge} is called. Whoever owns the machine holds the lock.
 */
public final class Puller {
  private final InFlight inFlight;
  private final Backlog backlog;
  private final Life life;
  private final Tally tally;
  private final Notices notices;
  private final Consumer<@Nullable Gap> finished;
  private final Consumer<StreamsException> broken;

  /** What is next, and has not been given out. */
  public record Next(Backlog.Place place, ChangeEvent event) {}

  /**
   * Makes a puller that has given out nothing.
   *
   * @param finished is told when something that was given out is, and of the newest gap among it
   * @param broken is told why it cannot go on
   */
  Puller(
      InFlight inFlight,
      Life life,
      Tally tally,
      Notices notices,
      Consumer<@Nullable Gap> finished,
      Consumer<StreamsException> broken) {
    this.inFlight = inFlight;
    this.backlog = inFlight.backlog();
    this.life = life;
    this.tally = tally;
    this.notices = notices;
    this.finished = finished;
    this.broken = broken;
  }

  /** Gives out what is here, up to so many events, and tells how many. */
  public int drain(Collection<? super ChangeEvent> into, int max, long wallMillis) {
    int taken = 0;
    for (Backlog.Place head = head(wallMillis);
        head != null && taken < max;
        head = head(wallMillis)) {
      ChangeEvent event = head.event();
      into.add(event);
      backlog.give(event.operation());
      taken++;
    }
    return taken;
  }

  /** What is next, to be looked at before it is taken; null when none is here. */
  public @Nullable Next peek(long wallMillis) {
    Backlog.Place head = head(wallMillis);
    return head == null ? null : new Next(head, head.event());
  }

  /**
   * Gives out what was next.
   *
   * @param shown as what; null when it is not handed over, and is skipped
   * @return false when it is next no more: it has been dropped meanwhile, or the watcher rests
   */
  public boolean take(Next next, @Nullable ChangeEvent shown, long wallMillis) {
    if (!next.place().equals(head(wallMillis))) {
      return false;
    }
    if (shown == null) {
      tally.skip(1);
      pass(wallMillis);
    } else {
      backlog.give(shown.operation());
    }
    return true;
  }

  /** What was next could not be turned into what is to be handed over. */
  public void failed(Next next, Outcome outcome, long wallMillis) {
    if (life.halted()) {
      return;
    }
    if (outcome instanceof Outcome.Retry retry) {
      notices.retrying(retry);
    } else if (outcome instanceof Outcome.Stop stop) {
      broken.accept(stop.why());
    } else if (outcome instanceof Outcome.GivenUp lost) {
      notices.givenUp(lost);
      if (next.place().equals(head(wallMillis))) {
        pass(wallMillis);
      }
    }
  }

  /** What is next. A gap is passed over: the listener has been told, and nothing is given out. */
  private Backlog.@Nullable Place head(long wallMillis) {
    Backlog.Place head = life.resting() ? null : backlog.head();
    while (head != null && head.gap() != null) {
      pass(wallMillis);
      head = backlog.head();
    }
    return head;
  }

  private void pass(long wallMillis) {
    boolean alone = backlog.handsFree();
    backlog.give(null);
    if (alone) {
      acknowledge(wallMillis);
    }
  }

  /** All that has been given out is finished. */
  public void acknowledge(long wallMillis) {
    if (!backlog.handsFree()) {
      finished.accept(inFlight.finish(operation -> tally.count(operation, wallMillis)));
    }
  }

  /** Events that wait and have not been given out. */
  public int waiting() {
    return backlog.size();
  }

  /** Says why there is an end to it when a queue has less space than it needs. */
  static QueueOverflowException overflown(Scope scope, int capacity) {
    return new QueueOverflowException(
        new Explanation(
            "Cannot go on watching",
            scope.toString(),
            "more than " + capacity + " changes wait in its queue, which fails when it is full",
            "Take what waits, start again at handledUpTo, and take changes faster, make the queue"
                + " larger, or choose another Overflow."),
        null);
  }
}
