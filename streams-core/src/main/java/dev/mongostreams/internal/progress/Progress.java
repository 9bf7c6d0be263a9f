package dev.mongostreams.internal.progress;

import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.lanes.Delivery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows the floor: the highest position below which everything has been handled. It moves when
 * events have been handled, never when they are handed out, and never past one that is not. Pure;
 * whoever owns it holds the lock.
 */
public final class Progress {
  /** What is not finished, in the order of the stream; the first one holds the floor. */
  private final Deque<Delivery> outstanding = new ArrayDeque<>();

  private @Nullable StartPosition floor;

  /** Events of all deliveries that are finished and gone. */
  private long gone;

  private long bytes;

  /** The first cursor is open: nothing before its position is ours. */
  public void opened(StartPosition from) {
    if (floor == null) {
      floor = from;
    }
  }

  /**
   * Appends a delivery; an empty one too, since it carries a position. It takes the place of an
   * empty one that waits before it: an idle stream brings one each second, however long a handler
   * is busy.
   */
  public void add(Delivery delivery) {
    Delivery newest = outstanding.peekLast();
    if (newest != null && newest.batch().size() == 0) {
      outstanding.removeLast();
      bytes -= newest.batch().bytes();
    }
    outstanding.add(delivery);
    bytes += delivery.batch().bytes();
    settle();
  }

  /** Puts away what is finished at the front. */
  public void settle() {
    for (Delivery first = outstanding.peek();
        first != null && first.complete();
        first = outstanding.peek()) {
      floor = first.end();
      gone += first.batch().size();
      bytes -= first.batch().bytes();
      outstanding.remove();
    }
  }

  /** Lets go of the replies of which little is left. */
  public void shrink() {
    for (Delivery delivery : outstanding) {
      bytes -= delivery.batch().bytes();
      delivery.shrink();
      bytes += delivery.batch().bytes();
    }
  }

  /**
   * Keeps what is not finished, and nothing else: of finished neighbours one position is left,
   * wherever they are. What is let go of so is in {@link #events} no more.
   */
  public void pack() {
    settle();
    List<Delivery> all = List.copyOf(outstanding);
    outstanding.clear();
    bytes = 0;
    for (Delivery delivery : all) {
      delivery.pack();
      add(delivery.complete() ? Delivery.passed(delivery.end()) : delivery);
    }
  }

  /** How many deliveries are here. */
  public int deliveries() {
    return outstanding.size();
  }

  /** Forgets what is not finished: the floor stays where it is. */
  public void clear() {
    floor = floor();
    gone = events();
    outstanding.clear();
    bytes = 0;
  }

  /** The floor, or null until a cursor has been open. */
  public @Nullable StartPosition floor() {
    Delivery first = outstanding.peek();
    StartPosition reached = first == null ? null : first.reached();
    return reached == null ? floor : reached;
  }

  /** How many events lie below the floor. */
  public long events() {
    Delivery first = outstanding.peek();
    return gone + (first == null ? 0 : first.prefix());
  }

  /** How many events are here and not finished. */
  public int pending() {
    return outstanding.stream()
        .mapToInt(delivery -> delivery.batch().size() - delivery.count())
        .sum();
  }

  /** True when everything that was added is finished. */
  public boolean idle() {
    return outstanding.isEmpty();
  }

  /** Bytes that the batches here keep alive. */
  public long bytes() {
    return bytes;
  }
}
