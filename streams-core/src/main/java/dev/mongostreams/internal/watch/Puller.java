package dev.mongostreams.internal.watch;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.internal.lanes.Delivery;
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

  /** Events of the batch in hand that have been given out, or passed over. */
  private int given;

  /** Makes a puller that has given out nothing. */
  public Puller(WatchMachine machine, WatchOptions options, LongSupplier wallMillis) {
    this.machine = machine;
    this.options = options;
    this.wallMillis = wallMillis;
  }

  /** The next event, or null when none is here. Finishes what was given out of an earlier batch. */
  public @Nullable ChangeEvent next() {
    while (machine.inHand() != null || machine.take() != null) {
      ChangeEvent event = nextOfBatch();
      if (event != null) {
        return event;
      }
      acknowledge();
    }
    return null;
  }

  /** The next event of the batch in hand, or null at its end. */
  public @Nullable ChangeEvent nextOfBatch() {
    Delivery delivery = machine.inHand();
    while (delivery != null && given < delivery.batch().size()) {
      ChangeEvent event = delivery.batch().event(given++);
      if (options.wants(event.operation())) {
        return event;
      }
    }
    return null;
  }

  /** All that has been given out is finished. */
  public void acknowledge() {
    Delivery delivery = machine.inHand();
    if (delivery == null) {
      given = 0;
      return;
    }
    long now = wallMillis.getAsLong();
    while (delivery.done() < given) {
      Operation operation = delivery.batch().event(delivery.done()).operation();
      if (options.wants(operation)) {
        machine.counters().count(operation, now);
      }
      delivery.advance();
    }
    if (delivery.complete()) {
      given = 0;
      machine.finished(delivery, null);
    }
  }

  /** Events that wait and have not been given out. */
  public int waiting() {
    Delivery delivery = machine.inHand();
    return machine.waiting() - (delivery == null ? 0 : given - delivery.done());
  }
}
