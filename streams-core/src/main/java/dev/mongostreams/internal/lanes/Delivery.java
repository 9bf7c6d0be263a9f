package dev.mongostreams.internal.lanes;

import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.EventBatch;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch in memory, and which of its events are finished. A pure structure: whoever owns it holds
 * the lock.
 */
public final class Delivery {
  /** What is kept of a reply is let go of when less than one part of so many of it is left. */
  private static final int PARTS = 4;

  /** Written under the lock; a worker may see the one before, which has its events as well. */
  private volatile Batch batch;

  private final StartPosition end;
  private final @Nullable Routes routes;

  /** Finished events behind {@link #prefix}; there are none with one lane. */
  private final BitSet finished = new BitSet();

  /** All events before this index are finished. */
  private int prefix;

  /** Events before this index have been given to a lane, or need none. */
  private int distributed;

  /** Stretches of it in hand: somebody may look at an event on the bytes of the reply. */
  private int inHand;

  /**
   * Makes a delivery of which nothing is finished.
   *
   * @param end where to go on once all of it is; the reader knows, the batch alone does not
   * @param routes which lane each event goes to, or null when there is one lane
   */
  public Delivery(Batch batch, StartPosition end, @Nullable Routes routes) {
    this.batch = batch;
    this.end = end;
    this.routes = routes;
  }

  /** Nothing but a position, all below which is finished once all before it is. */
  public static Delivery passed(StartPosition end) {
    return new Delivery(new EventBatch(List.of(), end, false, 0, null), end, null);
  }

  /** What is delivered. */
  public Batch batch() {
    return batch;
  }

  /** Where to go on once all of it is finished. */
  public StartPosition end() {
    return end;
  }

  @Nullable Routes routes() {
    return routes;
  }

  int distributed() {
    return distributed;
  }

  void distributedTo(int index) {
    distributed = index;
  }

  void taken() {
    inHand++;
  }

  void returned() {
    inHand--;
  }

  /**
   * Keeps the events that are not finished alone, and lets go of the reply they came in, if that
   * frees most of it. Does so again with what was kept.
   */
  public void shrink() {
    shrink(PARTS);
  }

  /** The same, if that frees anything. */
  public void pack() {
    shrink(1);
  }

  private void shrink(int parts) {
    if (routes == null || inHand > 0 || distributed < batch.size()) {
      return;
    }
    int left = batch.size() - count();
    if (fewOfKept(left, parts) && leftBytes() <= batch.bytes() / parts) {
      batch = Remainder.of(batch, finished, prefix, left);
    }
  }

  /**
   * Spares a look at each event where it cannot be worth it. What was kept before are few events,
   * and one of them may have nearly all the bytes.
   */
  private boolean fewOfKept(int left, int parts) {
    return batch instanceof Remainder rest
        ? left < rest.kept()
        : left < batch.size() && left * parts <= batch.size();
  }

  private long leftBytes() {
    long bytes = 0;
    for (int i = prefix; i < batch.size(); i = finished.nextClearBit(i + 1)) {
      bytes += Remainder.bytes(batch.event(i));
    }
    return bytes;
  }

  /** One event is finished: handled, or of a kind nobody asked for. */
  void finish(int index) {
    finished.set(index);
    if (index == prefix) {
      prefix = finished.nextClearBit(index);
    }
  }

  /** All events before that index are finished. */
  void finishUpTo(int index) {
    prefix = Math.max(prefix, index);
  }

  /** Events before this index are finished. */
  public int prefix() {
    return prefix;
  }

  /** How many events are finished. */
  public int count() {
    return prefix
        + (finished.length() <= prefix ? 0 : finished.get(prefix, finished.length()).cardinality());
  }

  /** Tells whether all events are finished. */
  public boolean complete() {
    return prefix == batch.size();
  }

  /** The position up to which everything in here is finished; null when that is nothing. */
  public @Nullable StartPosition reached() {
    if (complete()) {
      return end;
    }
    if (prefix == 0) {
      return null;
    }
    return batch instanceof Remainder rest
        ? rest.before(prefix)
        : Remainder.behind(batch.event(prefix - 1));
  }
}
