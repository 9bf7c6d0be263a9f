package dev.mongostreams.internal.watch;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Scope;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.handler.QueueOverflowException;
import dev.mongostreams.internal.lanes.Backlog;
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
  private final Consumer<@Nullable Gap> finished;

  /**
   * Makes a puller that has given out nothing.
   *
   * @param finished is told when something that was given out is, and of the newest gap among it
   */
  Puller(InFlight inFlight, Life life, Tally tally, Consumer<@Nullable Gap> finished) {
    this.inFlight = inFlight;
    this.backlog = inFlight.backlog();
    this.life = life;
    this.tally = tally;
    this.finished = finished;
  }

  /** The next event, or null when none is here. */
  public @Nullable ChangeEvent next(long wallMillis) {
    Backlog.Place head = head(wallMillis);
    if (head == null) {
      return null;
    }
    ChangeEvent event = head.event();
    backlog.give(event.operation());
    return event;
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

  /** What is next. A gap is passed over: the listener has been told, and nothing is given out. */
  private Backlog.@Nullable Place head(long wallMillis) {
    Backlog.Place head = life.resting() ? null : backlog.head();
    while (head != null && head.gap() != null) {
      boolean alone = backlog.handsFree();
      backlog.give(null);
      if (alone) {
        acknowledge(wallMillis);
      }
      head = backlog.head();
    }
    return head;
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
