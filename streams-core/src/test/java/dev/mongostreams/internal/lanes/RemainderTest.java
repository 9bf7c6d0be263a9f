package dev.mongostreams.internal.lanes;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.event;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Batches.startAfter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.Operation;
import dev.mongostreams.internal.played.Batches;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.EventBatch;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;

class RemainderTest {
  private static final int EVENTS = 20;
  private static final long REPLY = 100_000;
  private static final int LARGE = 9;
  private static final int LARGE_BYTES = 10_000;

  private final Lanes lanes = new Lanes();

  /** A reply of inserts of the documents 1 to 20, at these places. */
  private static Batch reply(long bytes) {
    return new EventBatch(
        IntStream.rangeClosed(1, EVENTS).mapToObj(n -> Batches.insert(n, n)).toList(),
        after(EVENTS + 1),
        false,
        bytes,
        null);
  }

  private Delivery distributed(Batch batch) {
    Delivery delivery =
        new Delivery(batch, after(EVENTS + 1), Routes.of(batch, Lanes.COUNT, any -> true));
    lanes.add(delivery);
    lanes.distribute(EVENTS);
    return delivery;
  }

  private static Batch withALargeOne(long bytes) {
    return new EventBatch(
        IntStream.range(0, EVENTS)
            .mapToObj(
                n -> n == LARGE ? Batches.insert(n, n + 1, LARGE_BYTES) : Batches.insert(n, n + 1))
            .toList(),
        after(EVENTS + 1),
        false,
        bytes,
        null);
  }

  private static void finish(Delivery delivery, int... places) {
    IntStream.of(places).forEach(delivery::finish);
  }

  private static void finishAllBut(Delivery delivery, int... left) {
    for (int i = 0; i < EVENTS; i++) {
      int place = i;
      if (IntStream.of(left).noneMatch(one -> one == place)) {
        delivery.finish(place);
      }
    }
  }

  @Test
  void keepsTheEventsThatAreLeftAndThePositionsBeforeThem() {
    Delivery delivery = distributed(reply(REPLY));
    finishAllBut(delivery, 4, 9);

    delivery.shrink();

    Batch rest = delivery.batch();
    assertThat(rest.bytes()).isBetween(1L, REPLY / 4);
    assertThat(rest.size()).isEqualTo(EVENTS);
    assertThat(rest.event(4).documentId()).isEqualTo(new BsonInt32(5));
    assertThatThrownBy(() -> rest.event(5)).isInstanceOf(IllegalStateException.class);
    assertThat(delivery.count()).isEqualTo(EVENTS - 2);
    assertThat(delivery.reached()).isEqualTo(after(4));
    delivery.finish(4);
    assertThat(delivery.reached()).isEqualTo(after(9));
    delivery.finish(9);
    assertThat(delivery.reached()).isEqualTo(after(EVENTS + 1));
  }

  @Test
  void keepsLessAgainWhenLittleIsLeftOfWhatItKept() {
    Delivery delivery = distributed(reply(REPLY));
    finishAllBut(delivery, 0, 3, 6, 9, 12);
    delivery.shrink();
    long kept = delivery.batch().bytes();

    finish(delivery, 0, 3, 9);
    delivery.shrink();
    assertThat(delivery.batch().bytes()).as("two of five are left").isEqualTo(kept);

    finish(delivery, 12);
    delivery.shrink();
    assertThat(delivery.batch().bytes()).as("one of five is left").isBetween(1L, kept / 4);
    assertThat(delivery.batch().event(6).documentId()).isEqualTo(new BsonInt32(7));
    assertThat(delivery.reached()).isEqualTo(after(6));
    finish(delivery, 6);
    assertThat(delivery.reached()).isEqualTo(after(EVENTS + 1));
  }

  @Test
  void aSmallEventDoesNotKeepTheLargeOneBesideIt() {
    Delivery delivery = distributed(withALargeOne(REPLY));
    finishAllBut(delivery, 4, LARGE);
    delivery.shrink();
    assertThat(delivery.batch().bytes()).isGreaterThan(LARGE_BYTES);

    finish(delivery, LARGE);
    delivery.shrink();

    assertThat(delivery.batch().bytes()).isLessThan(LARGE_BYTES / 4);
    assertThat(delivery.reached()).isEqualTo(after(4));
  }

  @Test
  void keepsWhatItHasWhileNothingMoreIsFinished() {
    Delivery delivery = distributed(reply(REPLY));
    finishAllBut(delivery, 4);
    delivery.shrink();
    Batch kept = delivery.batch();

    delivery.shrink();

    assertThat(delivery.batch()).isSameAs(kept);
  }

  @Test
  void theFirstEventMayBeLeft() {
    Delivery delivery = distributed(reply(REPLY));
    finishAllBut(delivery, 0);

    delivery.shrink();

    assertThat(delivery.reached()).isNull();
    assertThat(delivery.batch().event(0).documentId()).isEqualTo(new BsonInt32(1));
  }

  @Test
  void keepsTheReplyWhileSomebodyLooksAtIt() {
    Delivery delivery = distributed(reply(REPLY));
    Stretch first = Objects.requireNonNull(lanes.take(0, 1));
    finishAllBut(delivery, 0);

    delivery.shrink();
    assertThat(delivery.batch().bytes()).isEqualTo(REPLY);

    lanes.park(first, 0);
    delivery.shrink();
    assertThat(delivery.batch().bytes()).isLessThan(REPLY);
    assertThat(Objects.requireNonNull(first.current()).documentId()).isEqualTo(new BsonInt32(1));
  }

  @Test
  void keepsTheReplyWhileMuchOfItIsLeft() {
    Delivery many = distributed(reply(REPLY));
    finishAllBut(many, 1, 2, 3, 4, 5, 6);
    many.shrink();
    assertThat(many.batch().bytes()).isEqualTo(REPLY);

    Delivery large = distributed(reply(1_000));
    finishAllBut(large, 1, 2, 3, 4, 5);
    large.shrink();
    assertThat(large.batch().bytes()).as("few, but large ones").isEqualTo(1_000);

    Delivery small = distributed(reply(EVENTS * 150L));
    finishAllBut(small, 1, 2, 3, 4);
    small.shrink();
    assertThat(small.batch().bytes()).as("positions take more").isEqualTo(EVENTS * 150L);
  }

  @Test
  void packingKeepsWhatIsLeftWheneverThatFreesAnything() {
    Delivery delivery = distributed(reply(REPLY));
    Batch whole = delivery.batch();
    delivery.pack();
    assertThat(delivery.batch()).as("nothing is finished").isSameAs(whole);

    finish(delivery, 3);
    delivery.pack();
    assertThat(delivery.batch().bytes()).isLessThan(REPLY);
    assertThat(delivery.batch().event(4).documentId()).isEqualTo(new BsonInt32(5));

    Delivery small = distributed(reply(EVENTS * 150L));
    finish(small, 3);
    small.pack();
    assertThat(small.batch().bytes()).as("positions take more").isEqualTo(EVENTS * 150L);
  }

  @Test
  void keepsTheReplyWhileALaneHasNotGotItsEvents() {
    Batch batch = reply(REPLY);
    Delivery delivery =
        new Delivery(batch, after(EVENTS + 1), Routes.of(batch, Lanes.COUNT, any -> true));
    lanes.add(delivery);
    lanes.distribute(EVENTS - 1);
    finishAllBut(delivery, EVENTS - 1);

    delivery.shrink();

    assertThat(delivery.batch()).isSameAs(batch);
  }

  @Test
  void keepsTheReplyOfASingleLane() {
    Delivery delivery = new Delivery(inserts(1, EVENTS, REPLY), after(EVENTS), null);
    lanes.add(delivery);
    lanes.distribute(EVENTS);
    delivery.finishUpTo(EVENTS - 1);

    delivery.shrink();

    assertThat(delivery.batch().bytes()).isEqualTo(REPLY);
  }

  @Test
  void anInvalidateIsLeftByStartAfter() {
    assertThat(Remainder.behind(event(Operation.INVALIDATE, 6))).isEqualTo(startAfter(6));
    assertThat(Remainder.behind(event(Operation.INSERT, 6))).isEqualTo(after(6));
  }
}
