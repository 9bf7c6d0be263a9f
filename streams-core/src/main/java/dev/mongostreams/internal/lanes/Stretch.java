package dev.mongostreams.internal.lanes;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.failure.Gap;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Events of one delivery that go to one lane, in order, and how far they have come. Filled under
 * the lock, then worked on by one thread at a time, without it; any thread may look at {@link
 * #done}.
 */
public final class Stretch {
  private static final int[] RANGE = {};
  private static final int SOME = 4;

  private final Delivery delivery;
  private final int lane;
  private final int from;

  /** Which events; {@link #RANGE} when they follow one another from {@link #from} on. */
  private int[] indices;

  private int size;

  /** How many are finished. Written by the working thread alone, without a fence. */
  private final AtomicInteger done = new AtomicInteger();

  /** How many of those the delivery knows of; under the lock. */
  private int marked;

  /** What has failed on the current event, or null; the working thread's. */
  private @Nullable Attempts attempts;

  private Stretch(Delivery delivery, int lane, int from, int[] indices, int size) {
    this.delivery = delivery;
    this.lane = lane;
    this.from = from;
    this.indices = indices;
    this.size = size;
  }

  static Stretch range(Delivery delivery, int from, int to) {
    return new Stretch(delivery, 0, from, RANGE, to - from);
  }

  static Stretch of(Delivery delivery, int lane) {
    return new Stretch(delivery, lane, 0, new int[SOME], 0);
  }

  void add(int index) {
    if (size == indices.length) {
      indices = Arrays.copyOf(indices, size * 2);
    }
    indices[size++] = index;
  }

  /** The lane that it belongs to, from 0. */
  public int lane() {
    return lane;
  }

  Delivery delivery() {
    return delivery;
  }

  /** How many events. */
  public int size() {
    return size;
  }

  /** How many of them are finished. */
  public int done() {
    return done.get();
  }

  /** Tells whether all of them are finished. */
  public boolean complete() {
    return done.getPlain() == size;
  }

  /** The gap that is to be worked on instead of an event, or null. */
  public @Nullable Gap gap() {
    return delivery.batch() instanceof GapBatch batch ? batch.gap() : null;
  }

  /** The next event to work on, or null when all are finished. */
  public @Nullable ChangeEvent current() {
    return complete() ? null : event(done.getPlain());
  }

  /**
   * One of the events, made anew each time.
   *
   * @param place from 0
   */
  public ChangeEvent event(int place) {
    return delivery.batch().event(index(place));
  }

  private int index(int place) {
    return indices == RANGE ? from + place : indices[place];
  }

  /** The current event is finished. */
  public void advance() {
    advance(1);
  }

  /** So many events, from the current one on, are finished. */
  public void advance(int events) {
    done.lazySet(done.getPlain() + events);
    attempts = null;
  }

  /** Work on the current event has failed once more. */
  public Attempts failed(Instant now) {
    Attempts failed = attempts == null ? Attempts.first(now) : attempts.again(now);
    attempts = failed;
    return failed;
  }

  /** Lets the delivery know what is finished. */
  void mark() {
    int now = done.get();
    if (indices == RANGE) {
      delivery.finishUpTo(from + now);
    } else {
      for (; marked < now; marked++) {
        delivery.finish(indices[marked]);
      }
    }
  }
}
