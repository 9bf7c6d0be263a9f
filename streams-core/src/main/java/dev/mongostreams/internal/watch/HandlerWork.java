package dev.mongostreams.internal.watch;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeHandler;
import dev.mongostreams.Operation;
import dev.mongostreams.internal.lanes.Delivery;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Calls the handler for the events of a delivery, one after the other, outside of any lock. */
public final class HandlerWork {
  private final WatchOptions options;
  private final ChangeHandler handler;
  private final Counters counters;
  private final LongSupplier wallMillis;
  private final BooleanSupplier halted;

  /** Makes the work; {@code halted} is asked before each event. */
  public HandlerWork(
      WatchOptions options,
      ChangeHandler handler,
      Counters counters,
      LongSupplier wallMillis,
      BooleanSupplier halted) {
    this.options = options;
    this.handler = handler;
    this.counters = counters;
    this.wallMillis = wallMillis;
    this.halted = halted;
  }

  /**
   * Works until the delivery is complete, the watcher is halted, or the handler throws.
   *
   * @return what the handler threw, on the event that is now current; null when it did not
   */
  public @Nullable Throwable work(Delivery delivery) {
    Throwable failure = null;
    while (failure == null && !delivery.complete() && !halted.getAsBoolean()) {
      failure = one(delivery);
    }
    return failure;
  }

  /** Works on one event. */
  public @Nullable Throwable one(Delivery delivery) {
    ChangeEvent event = delivery.current();
    if (event == null) {
      return null;
    }
    try {
      Operation operation = event.operation();
      if (options.wants(operation)) {
        handler.onChange(event);
        counters.count(operation, wallMillis.getAsLong());
      }
      delivery.advance();
      return null;
    } catch (Throwable thrown) {
      // Errors too: whatever a handler throws, the watcher must not look alive afterwards.
      return thrown;
    }
  }
}
