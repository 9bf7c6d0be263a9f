package dev.mongostreams.internal.progress;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.lanes.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Knows the floor: the highest position below which everything has been handled. It moves when a
 * batch has been handled, never when one is handed out. Pure; whoever owns it holds the lock.
 */
public final class Progress {
  private @Nullable StartPosition floor;

  /** The first cursor is open: nothing before its position is ours. */
  public void opened(StartPosition from) {
    if (floor == null) {
      floor = from;
    }
  }

  /** All of a delivery has been handled, or the first part of it, and all before it. */
  public void handled(Delivery delivery) {
    if (delivery.complete()) {
      floor = delivery.end();
    } else if (delivery.done() > 0) {
      ChangeEvent newest = delivery.batch().event(delivery.done() - 1);
      floor =
          newest.operation() == Operation.INVALIDATE
              ? StartPosition.startAfter(newest.token())
              : StartPosition.after(newest.token());
    }
  }

  /** The floor, or null until a cursor has been open. */
  public @Nullable StartPosition floor() {
    return floor;
  }
}
