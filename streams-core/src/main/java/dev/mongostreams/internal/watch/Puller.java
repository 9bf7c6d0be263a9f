package dev.mongostreams.internal.watch;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.work.Outcome;
import dev.mongostreams.internal.work.Tally;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes events out of a machine one by one, for a consumer that pulls. What has been given out
 * counts as finished when {@link #acknowledge} is called. Whoever owns the machine holds the lock.
 */
public final class Puller {
  private final WatchMachine machine;
  private final WatchOptions options;
  private final LongSupplier wallMillis;
  private final Tally tally;

  /** Events of the stretch in hand that have been given out, or passed over. */
  private int given;

  /** Makes a puller that has given out nothing. */
  public Puller(WatchMachine machine, WatchOptions options, LongSupplier wallMillis) {
    this.machine = machine;
    this.options = options;
    this.wallMillis = wallMillis;
    this.tally = machine.counters().tally();
  }

  /** The next event, or null when none is here. Finishes what was given out of an earlier batch. */
  public @Nullable ChangeEvent next(long nowNanos) {
    while (!machine.resting() && (machine.inHand() != null || machine.take(nowNanos) != null)) {
      ChangeEvent event = nextOfBatch();
      if (event != null) {
        return event;
      }
      acknowledge(nowNanos);
    }
    return null;
  }

  /** The next event of the stretch in hand, or null at its end. */
  public @Nullable ChangeEvent nextOfBatch() {
    Stretch stretch = machine.inHand();
    if (stretch != null && stretch.gap() != null) {
      // The listener has been told; there is nothing to give out.
      given = stretch.size();
    }
    while (stretch != null && given < stretch.size()) {
      ChangeEvent event = stretch.event(given++);
      if (options.wants(event.operation())) {
        return event;
      }
    }
    return null;
  }

  /** All that has been given out is finished. */
  public void acknowledge(long nowNanos) {
    Stretch stretch = machine.inHand();
    if (stretch == null) {
      given = 0;
      return;
    }
    long now = wallMillis.getAsLong();
    if (stretch.gap() != null) {
      stretch.advance();
    }
    while (stretch.done() < given) {
      Operation operation = stretch.event(stretch.done()).operation();
      if (options.wants(operation)) {
        tally.count(operation, now);
      }
      stretch.advance();
    }
    if (stretch.complete()) {
      given = 0;
      machine.finished(stretch, Outcome.DONE, nowNanos);
    }
  }

  /** Events that wait and have not been given out. */
  public int waiting() {
    Stretch stretch = machine.inHand();
    return machine.waiting() - (stretch == null ? 0 : given - stretch.done());
  }
}
