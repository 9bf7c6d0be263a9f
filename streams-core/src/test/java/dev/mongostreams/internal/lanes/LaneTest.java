package dev.mongostreams.internal.lanes;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.inserts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.internal.source.EventBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final Lane lane = new Lane();

  private static Delivery delivery(int first, int last) {
    return new Delivery(inserts(first, last), after(last));
  }

  private static Delivery empty(int place) {
    return new Delivery(new EventBatch(List.of(), after(place), false, 40, null), after(place));
  }

  @Test
  void handsBatchesOverInTheOrderTheyCame() {
    Delivery one = delivery(1, 2);
    Delivery two = delivery(3, 5);
    lane.add(one);
    lane.add(two);

    assertThat(lane.take()).isSameAs(one);
    lane.release();
    assertThat(lane.take()).isSameAs(two);
    lane.release();
    assertThat(lane.take()).isNull();
    assertThat(lane.idle()).isTrue();
  }

  @Test
  void handsOverOneBatchAtATime() {
    lane.add(delivery(1, 2));
    lane.take();

    assertThatThrownBy(lane::take)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A lane hands over one batch at a time.");
  }

  @Test
  void countsBytesUntilABatchIsReleasedAndEventsUntilItIsTaken() {
    lane.add(delivery(1, 2));
    lane.add(delivery(3, 5));
    assertThat(lane.bytes()).isEqualTo(500);
    assertThat(lane.events()).isEqualTo(5);

    lane.take();
    assertThat(lane.bytes()).isEqualTo(500);
    assertThat(lane.events()).isEqualTo(3);

    lane.release();
    assertThat(lane.bytes()).isEqualTo(300);
    lane.release();
    assertThat(lane.bytes()).as("released once").isEqualTo(300);
  }

  @Test
  void clearingDropsWhatWaitsAndKeepsWhatIsInHand() {
    Delivery inHand = delivery(1, 2);
    lane.add(inHand);
    lane.add(delivery(3, 5));
    lane.take();

    lane.clear();

    assertThat(lane.inHand()).isSameAs(inHand);
    assertThat(lane.idle()).isFalse();
    assertThat(lane.bytes()).isEqualTo(200);
    assertThat(lane.events()).isZero();
    lane.release();
    assertThat(lane.bytes()).isZero();
    assertThat(lane.idle()).isTrue();
  }

  @Test
  void emptyBatchesDoNotPileUpBehindASlowHandler() {
    lane.add(delivery(1, 2));
    lane.take();
    for (int place = 3; place <= 100_000; place++) {
      lane.add(empty(place));
    }
    assertThat(lane.bytes()).isEqualTo(240);

    lane.release();
    assertThat(lane.take())
        .as("the newest position stays")
        .extracting(Delivery::end)
        .isEqualTo(after(100_000));
    lane.release();
    assertThat(lane.take()).isNull();
  }

  @Test
  void anEmptyBatchInHandKeepsItsPlace() {
    Delivery inHand = empty(1);
    lane.add(inHand);
    lane.take();
    lane.add(empty(2));

    assertThat(lane.inHand()).isSameAs(inHand);
    assertThat(lane.bytes()).isEqualTo(80);
  }
}
