package dev.mongostreams.internal.lanes;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.empty;
import static dev.mongostreams.internal.played.Batches.event;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Batches.startAfter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.Operation;
import dev.mongostreams.internal.source.EventBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  @Test
  void reachesItsEndWhenAllIsFinished() {
    Delivery delivery = new Delivery(inserts(1, 3), after(9), null);
    assertThat(delivery.reached()).isNull();

    delivery.finish(0);
    assertThat(delivery.reached()).isEqualTo(after(1));
    delivery.finish(2);
    assertThat(delivery.reached()).as("2 is missing").isEqualTo(after(1));
    assertThat(delivery.count()).isEqualTo(2);
    assertThat(delivery.complete()).isFalse();
    delivery.finish(1);
    assertThat(delivery.reached()).isEqualTo(after(9));
    assertThat(delivery.complete()).isTrue();
    assertThat(delivery.count()).isEqualTo(3);
  }

  @Test
  void isFinishedUpToAPlaceAndNeverGoesBack() {
    Delivery delivery = new Delivery(inserts(1, 3), after(3), null);

    delivery.finishUpTo(2);
    delivery.finishUpTo(1);

    assertThat(delivery.prefix()).isEqualTo(2);
    assertThat(delivery.count()).isEqualTo(2);
  }

  @Test
  void anEmptyOneIsCompleteFromTheStart() {
    Delivery delivery = new Delivery(empty(after(4)), after(4), null);

    assertThat(delivery.complete()).isTrue();
    assertThat(delivery.reached()).isEqualTo(after(4));
  }

  @Test
  void anInvalidateInTheMiddleIsLeftByStartAfter() {
    var batch =
        new EventBatch(
            List.of(event(Operation.INVALIDATE, 6), event(Operation.INSERT, 7)),
            after(7),
            false,
            0,
            null);
    Delivery delivery = new Delivery(batch, after(7), null);

    delivery.finish(0);

    assertThat(delivery.reached()).isEqualTo(startAfter(6));
  }
}
