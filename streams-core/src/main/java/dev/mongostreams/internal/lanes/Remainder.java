package dev.mongostreams.internal.lanes;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.source.Batch;
import java.util.Arrays;
import java.util.BitSet;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a batch of which nearly everything is finished: the other events, with bytes of
 * their own, and the position before each of them. Immutable.
 *
 * @param size of the batch
 * @param places where the events stood in it, in order
 * @param events at these places
 * @param before the position behind the event in front of each; null in front of the first
 * @param bytes of all that, about
 * @param end of the batch
 * @param last whether it was the last
 * @param operationTime of the batch
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and nobody outside gets the arrays
record Remainder(
    int size,
    int[] places,
    ChangeEvent[] events,
    @Nullable StartPosition[] before,
    long bytes,
    @Nullable StartPosition end,
    boolean last,
    @Nullable BsonTimestamp operationTime)
    implements Batch {

  /** A position is a token, some hundred bytes. */
  private static final int POSITION_BYTES = 256;

  /**
   * Copies what is not finished.
   *
   * @param finished the finished places from {@code from} on; those before it all are
   */
  static Remainder of(Batch batch, BitSet finished, int from, int left) {
    int[] places = new int[left];
    ChangeEvent[] events = new ChangeEvent[left];
    StartPosition[] before = new StartPosition[left];
    long bytes = 0;
    int place = finished.nextClearBit(from);
    for (int i = 0; i < left; i++, place = finished.nextClearBit(place + 1)) {
      places[i] = place;
      events[i] = batch.event(place).detach();
      before[i] = before(batch, place);
      bytes += bytes(events[i]);
    }
    return new Remainder(
        batch.size(),
        places,
        events,
        before,
        bytes,
        batch.end(),
        batch.last(),
        batch.operationTime());
  }

  private static @Nullable StartPosition before(Batch batch, int place) {
    if (batch instanceof Remainder rest) {
      return rest.before(place);
    }
    return place == 0 ? null : behind(batch.event(place - 1));
  }

  /** The position behind an event. */
  static StartPosition behind(ChangeEvent event) {
    return event.operation() == Operation.INVALIDATE
        ? StartPosition.startAfter(event.token())
        : StartPosition.after(event.token());
  }

  /** Bytes that it takes to keep an event, and the position before it. */
  static int bytes(ChangeEvent event) {
    return event.raw().getByteBuffer().remaining() + POSITION_BYTES;
  }

  /** How many events are left. */
  int kept() {
    return places.length;
  }

  /** One of the events that are left. */
  @Override
  public ChangeEvent event(int index) {
    return events[at(index)];
  }

  /** The position before one of the events that are left. */
  @Nullable StartPosition before(int index) {
    return before[at(index)];
  }

  private int at(int index) {
    int at = Arrays.binarySearch(places, index);
    if (at < 0) {
      throw new IllegalStateException("The event at " + index + " is finished and gone.");
    }
    return at;
  }
}
