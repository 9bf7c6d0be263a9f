package dev.mongostreams.internal.lanes;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.source.Batch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A batch on its way to the handler, and how far it has come. One thread works on it at a time; any
 * thread may look at {@link #done}.
 */
public final class Delivery {
  private final Batch batch;
  private final StartPosition end;

  /**
   * Events before this index are finished. Written by the working thread alone, without a fence.
   */
  private final AtomicInteger done = new AtomicInteger();

  /**
   * Makes a delivery of which nothing is done.
   *
   * @param end where to go on once all of it is done; the reader knows, the batch alone does not
   */
  public Delivery(Batch batch, StartPosition end) {
    this.batch = batch;
    this.end = end;
  }

  /** What is delivered. */
  public Batch batch() {
    return batch;
  }

  /** Where to go on once all of it is done. */
  public StartPosition end() {
    return end;
  }

  /** How many events are finished: handled, or of a kind nobody asked for. */
  public int done() {
    return done.get();
  }

  /** Tells whether all events are finished. */
  public boolean complete() {
    return done.getPlain() == batch.size();
  }

  /** The next event to work on, or null when all are finished. */
  public @Nullable ChangeEvent current() {
    int next = done.getPlain();
    return next < batch.size() ? batch.event(next) : null;
  }

  /** The event in hand is finished. */
  public void advance() {
    done.lazySet(done.getPlain() + 1);
  }
}
