package dev.mongostreams.internal.lanes;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.source.Batch;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A batch in memory, and which of its events are finished. A pure structure: whoever owns it holds
 * the lock.
 */
public final class Delivery {
  private final Batch batch;
  private final StartPosition end;
  private final @Nullable Routes routes;

  /** Finished events behind {@link #prefix}; there are none with one lane. */
  private final BitSet finished = new BitSet();

  /** All events before this index are finished. */
  private int prefix;

  /** Events before this index have been given to a lane, or need none. */
  private int distributed;

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
    ChangeEvent newest = batch.event(prefix - 1);
    return newest.operation() == Operation.INVALIDATE
        ? StartPosition.startAfter(newest.token())
        : StartPosition.after(newest.token());
  }
}
