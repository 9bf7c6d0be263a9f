package dev.mongostreams.internal.lanes;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.internal.read.Skeleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Events of one delivery that go to one lane, in order, and how far they have come. Filled under
 * the lock, then worked on by one thread at a time, without it; any thread may look at {@link
 * #done}.
 */
public sealed class Stretch permits Sheaf {
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

  /** Events before this place are handed over one at a time: together they keep failing. */
  private int singlyUntil;

  /** How the current event has failed while nobody held the stretch, or null. */
  private @Nullable Throwable failure;

  Stretch(Delivery delivery, int lane, int from, int[] indices, int size) {
    this.delivery = delivery;
    this.lane = lane;
    this.from = from;
    this.indices = indices;
    this.size = size;
  }

  /** What a sheaf has of its own: how far it has come. */
  Stretch(Stretch first, int size) {
    this(first.delivery, first.lane, first.from, first.indices, size);
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

  /** Why its one event could not be read and is not to be handed over, or null. */
  public @Nullable Throwable unread() {
    return delivery.batch() instanceof Skeleton skeleton ? skeleton.cause() : null;
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

  /** So many places, from the current one on, are to be handed over one at a time. */
  public void singly(int places) {
    singlyUntil = done.getPlain() + places;
    attempts = null;
  }

  /** Tells whether the current event is to be handed over alone. */
  public boolean isSingly() {
    return done.getPlain() < singlyUntil;
  }

  /** The current event has failed, and nobody holds the stretch; under the lock. */
  public void failLater(Throwable thrown) {
    failure = thrown;
  }

  /** What has failed meanwhile, once, or null. */
  public @Nullable Throwable takeFailure() {
    Throwable taken = failure;
    failure = null;
    return taken;
  }

  /** The position behind the event in front of that place. With one lane all before it is below. */
  public StartPosition behind(int place) {
    int last = index(place - 1);
    return last == delivery.batch().size() - 1
        ? delivery.end()
        : Remainder.behind(delivery.batch().event(last));
  }

  /**
   * Tells whether it may be taken together with others: not what stands for something else than
   * events, nor what was tried already.
   */
  boolean joins() {
    return gap() == null && unread() == null && done() == 0 && attempts == null && singlyUntil == 0;
  }

  /** Tells whether events of that delivery may still be added. */
  boolean grows(Delivery of) {
    return delivery == of;
  }

  /** It is in hand: somebody may look at the bytes of its replies. */
  void taken() {
    delivery.taken();
  }

  /** It is not in hand any more. */
  void returned() {
    delivery.returned();
  }

  /** Work on the current event has failed once more. */
  public Attempts failed(Instant now) {
    Attempts failed = attempts == null ? Attempts.first(now) : attempts.again(now);
    attempts = failed;
    return failed;
  }

  /** Part of a sheaf: that many events are finished. */
  void doneUpTo(int events) {
    done.set(events);
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
