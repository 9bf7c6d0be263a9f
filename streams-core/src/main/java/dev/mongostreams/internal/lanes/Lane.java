package dev.mongostreams.internal.lanes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits in one lane. At most one stretch of it is in hand. */
final class Lane {
  private final Deque<Stretch> waiting = new ArrayDeque<>(2);
  private long parkedUntilNanos;

  /** The stretch that events of that delivery may still be added to, or null. */
  @Nullable Stretch open(Delivery delivery) {
    Stretch newest = waiting.peekLast();
    return newest != null && newest.grows(delivery) ? newest : null;
  }

  void add(Stretch stretch) {
    waiting.add(stretch);
  }

  /** Takes the next stretch, and those behind it while all together have so many events at most. */
  @Nullable Stretch take(int most) {
    Stretch first = waiting.poll();
    if (first == null || first.size() >= most || !first.joins()) {
      return first;
    }
    List<Stretch> parts = new ArrayList<>(List.of(first));
    int left = most - first.size();
    for (Stretch next = waiting.peek();
        next != null && next.joins() && next.size() <= left;
        next = waiting.peek()) {
      parts.add(waiting.remove());
      left -= next.size();
    }
    return Sheaf.of(parts);
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
