package dev.mongostreams.internal.lanes;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Batches in the order of the stream, the one in hand first. A pure structure: whoever owns it
 * holds the lock.
 */
public final class Lane {
  private final Deque<Delivery> waiting = new ArrayDeque<>();
  private @Nullable Delivery inHand;
  private long bytes;
  private int events;

  /**
   * Appends a delivery; an empty one too, since it carries a position. It takes the place of an
   * empty one that waits before it: an idle stream brings one each second, however long a handler
   * is busy.
   */
  public void add(Delivery delivery) {
    Delivery newest = waiting.peekLast();
    if (newest != null && newest.batch().size() == 0) {
      waiting.removeLast();
      bytes -= newest.batch().bytes();
    }
    waiting.add(delivery);
    bytes += delivery.batch().bytes();
    events += delivery.batch().size();
  }

  /** Takes the next batch into the hand, which must be empty; null when none waits. */
  public @Nullable Delivery take() {
    if (inHand != null) {
      throw new IllegalStateException("A lane hands over one batch at a time.");
    }
    inHand = waiting.poll();
    if (inHand != null) {
      events -= inHand.batch().size();
    }
    return inHand;
  }

  /** Puts the batch in hand away for good. */
  public void release() {
    if (inHand != null) {
      bytes -= inHand.batch().bytes();
      inHand = null;
    }
  }

  /** Drops all that waits; what is in hand stays. */
  public void clear() {
    waiting.forEach(delivery -> bytes -= delivery.batch().bytes());
    waiting.clear();
    events = 0;
  }

  /** The batch in hand, or null. */
  public @Nullable Delivery inHand() {
    return inHand;
  }

  /** True when nothing waits and nothing is in hand. */
  public boolean idle() {
    return inHand == null && waiting.isEmpty();
  }

  /** Bytes that the batches here keep alive. */
  public long bytes() {
    return bytes;
  }

  /** Events that wait, without those of the batch in hand. */
  public int events() {
    return events;
  }
}
