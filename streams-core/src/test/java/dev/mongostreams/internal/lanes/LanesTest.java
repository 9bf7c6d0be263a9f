package dev.mongostreams.internal.lanes;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.inserts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final Deliveries deliveries = new Deliveries();
  private final Lanes lanes = new Lanes();

  private void add(Delivery delivery) {
    lanes.add(delivery);
    lanes.distribute(1_000);
  }

  private Stretch take() {
    return Objects.requireNonNull(lanes.take(0, 1), "nothing to take");
  }

  /** The ids in a stretch; 0 for an event of no document. */
  private static List<Integer> ids(Stretch stretch) {
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < stretch.size(); i++) {
      BsonValue id = stretch.event(i).documentId();
      ids.add(id == null ? 0 : id.asInt32().getValue());
    }
    return ids;
  }

  private void finish(Stretch stretch) {
    stretch.advance(stretch.size() - stretch.done());
    assertThat(lanes.release(stretch)).isTrue();
    lanes.distribute(1_000);
  }

  @Test
  void withOneLaneABatchIsOneStretch() {
    Delivery delivery = new Delivery(inserts(1, 3), after(3), null);
    add(delivery);

    Stretch all = take();

    assertThat(all.size()).isEqualTo(3);
    assertThat(lanes.take(0, 1)).as("all of it is in hand").isNull();
    all.advance();
    lanes.mark();
    assertThat(delivery.prefix()).isEqualTo(1);
    finish(all);
    assertThat(delivery.complete()).isTrue();
  }

  @Test
  void documentsAreTakenSideBySideAndEachInItsOrder() {
    add(deliveries.of(1, 2, 1));

    Stretch one = take();
    Stretch two = take();

    assertThat(ids(one)).containsExactly(1, 1);
    assertThat(ids(two)).containsExactly(2);
    assertThat(lanes.take(0, 1)).isNull();
  }

  @Test
  void aLaneIsInOneHandAtATime() {
    add(deliveries.of(1));
    Stretch first = take();
    add(deliveries.of(1, 2));

    assertThat(ids(take())).containsExactly(2);
    assertThat(lanes.take(0, 1)).as("the other waits for the first").isNull();
    finish(first);
    assertThat(ids(take())).containsExactly(1);
  }

  @Test
  void aBarrierWaitsForAllBeforeItAndAllBehindItWait() {
    add(deliveries.of(1, 2, 0, 1, 3));
    Stretch one = take();
    Stretch two = take();
    assertThat(lanes.take(0, 1)).isNull();
    finish(one);
    assertThat(lanes.take(0, 1)).as("2 is not finished").isNull();

    finish(two);
    Stretch barrier = take();
    assertThat(ids(barrier)).containsExactly(0);
    assertThat(lanes.take(0, 1)).as("the barrier is not finished").isNull();

    finish(barrier);
    assertThat(ids(take())).containsExactly(1);
    assertThat(ids(take())).containsExactly(3);
  }

  @Test
  void barriersThatFollowOneAnotherComeOneByOne() {
    add(deliveries.of(0, 0));
    Stretch first = take();
    assertThat(lanes.take(0, 1)).isNull();

    finish(first);
    assertThat(ids(take())).containsExactly(0);
  }

  @Test
  void whatNobodyHandlesIsFinishedAtOnceAndNoBarrier() {
    Delivery drops = deliveries.of(event -> event.documentId() != null, 1, 0, 2);
    add(drops);

    Stretch one = take();
    Stretch two = take();
    assertThat(drops.count()).isEqualTo(1);
    assertThat(drops.prefix()).isZero();
    finish(one);
    assertThat(drops.prefix()).isEqualTo(2);
    finish(two);
    assertThat(drops.complete()).isTrue();
  }

  @Test
  void thePrefixWaitsForTheFirstThatIsNotFinished() {
    Delivery delivery = deliveries.of(1, 2, 3);
    add(delivery);
    Stretch one = take();
    finish(take());
    finish(take());
    assertThat(delivery.prefix()).isZero();
    assertThat(delivery.count()).isEqualTo(2);

    finish(one);
    assertThat(delivery.complete()).isTrue();
  }

  @Test
  void aLimitHoldsEventsBack() {
    lanes.add(deliveries.of(1, 2, 3));
    lanes.distribute(2);
    assertThat(lanes.distributed()).isEqualTo(2);
    assertThat(lanes.holdsBack()).isTrue();
    assertThat(lanes.ready()).isEqualTo(2);

    lanes.distribute(0);
    assertThat(lanes.ready()).isEqualTo(2);
    lanes.distribute(1);
    assertThat(lanes.ready()).isEqualTo(3);
    assertThat(lanes.holdsBack()).isFalse();
  }

  @Test
  void aParkedStretchGoesOnLaterBeforeTheOthersOfItsLane() {
    add(deliveries.of(1, 1));
    add(deliveries.of(1, 2));
    Stretch failed = take();
    failed.advance();

    lanes.park(failed, 100);
    assertThat(ids(take())).as("other lanes go on").containsExactly(2);
    assertThat(lanes.take(99, 1)).isNull();
    assertThat(lanes.wakeNanos()).isEqualTo(100);

    assertThat(lanes.take(100, 1)).isSameAs(failed);
    assertThat(failed.current()).extracting(ChangeEvent::token).isEqualTo(failed.event(1).token());
    assertThat(lanes.wakeNanos()).isNull();
    finish(failed);
    assertThat(ids(take())).containsExactly(1);
  }

  @Test
  void clearingLeavesWhatIsInHand() {
    add(deliveries.of(1, 1, 2, 0, 3));
    Stretch inHand = take();

    lanes.clear();

    assertThat(lanes.take(0, 1)).isNull();
    assertThat(lanes.inHand()).containsExactly(inHand);
    assertThat(lanes.holdsBack()).isFalse();
    assertThat(lanes.release(inHand)).isTrue();
    assertThat(lanes.release(inHand)).as("once").isFalse();
  }

  @Test
  void theLaneThatWaitsLeastSaysWhenToWake() {
    add(deliveries.of(1, 2, 3));
    lanes.park(take(), 300);
    lanes.park(take(), 100);
    lanes.park(take(), 200);

    assertThat(lanes.wakeNanos()).isEqualTo(100);
    assertThat(ids(Objects.requireNonNull(lanes.take(150, 1)))).containsExactly(2);
    assertThat(lanes.wakeNanos()).isEqualTo(200);
  }

  @Test
  void theClockMayPassItsGreatestNumber() {
    add(deliveries.of(1, 2));
    Stretch later = take();
    Stretch sooner = take();
    lanes.park(later, Long.MIN_VALUE + 5);
    lanes.park(sooner, Long.MAX_VALUE);

    assertThat(lanes.wakeNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(lanes.take(Long.MAX_VALUE - 1, 1)).isNull();
    assertThat(lanes.take(Long.MAX_VALUE, 1)).isNotNull();
  }

  @Test
  void aParkedStretchHasToldWhatIsFinished() {
    Delivery delivery = deliveries.of(1, 1);
    add(delivery);
    Stretch stretch = take();
    stretch.advance();

    lanes.park(stretch, 100);

    assertThat(delivery.prefix()).isEqualTo(1);
  }

  @Test
  void aParkedLaneIsForgottenWhenAllIsDropped() {
    add(deliveries.of(1));
    lanes.park(take(), 100);

    lanes.clear();

    assertThat(lanes.take(1_000, 1)).isNull();
    assertThat(lanes.ready()).isZero();
  }

  @Test
  void aLimitThatFallsIntoASecondDelivery() {
    lanes.add(deliveries.of(1, 2));
    lanes.add(deliveries.of(3, 4, 5));

    lanes.distribute(3);

    assertThat(lanes.distributed()).isEqualTo(3);
    assertThat(lanes.ready()).isEqualTo(3);
    lanes.distribute(2);
    assertThat(lanes.distributed()).isEqualTo(5);
    assertThat(lanes.holdsBack()).isFalse();
  }

  @Test
  void parkingWhatIsNotInHandDoesNothing() {
    add(deliveries.of(1));
    Stretch stretch = take();
    finish(stretch);

    lanes.park(stretch, 5);
    assertThat(lanes.wakeNanos()).isNull();
  }
}
