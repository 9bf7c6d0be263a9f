package dev.mongostreams.internal.lanes;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What waits in one lane. At most one stretch of it is in hand. */
final class Lane {
  private final Deque<Stretch> waiting = new ArrayDeque<>(2);
  private long parkedUntilNanos;

  /** The stretch that events of that delivery may still be added to, or null. */
  @Nullable Stretch open(Delivery delivery) {
    Stretch newest = waiting.peekLast();
    return newest != null && newest.delivery() == delivery ? newest : null;
  }

  void add(Stretch stretch) {
    waiting.add(stretch);
  }

  @Nullable Stretch take() {
    return waiting.poll();
  }

  /** The stretch in hand comes back before the others. */
  void giveBack(Stretch stretch) {
    waiting.addFirst(stretch);
  }

  boolean empty() {
    return waiting.isEmpty();
  }

  long parkedUntilNanos() {
    return parkedUntilNanos;
  }

  void park(long untilNanos) {
    parkedUntilNanos = untilNanos;
  }
}
