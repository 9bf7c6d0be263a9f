package dev.mongostreams.internal.lanes;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.empty;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Batches.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeEvent;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  @Test
  void goesThroughItsEventsInOrder() {
    Delivery delivery = new Delivery(inserts(1, 3), after(3));
    for (int place = 1; place <= 3; place++) {
      assertThat(delivery.complete()).isFalse();
      assertThat(delivery.done()).isEqualTo(place - 1);
      assertThat(delivery.current()).extracting(ChangeEvent::token).isEqualTo(token(place));
      delivery.advance();
    }

    assertThat(delivery.complete()).isTrue();
    assertThat(delivery.current()).isNull();
    assertThat(delivery.end()).isEqualTo(after(3));
  }

  @Test
  void anEmptyOneIsCompleteFromTheStart() {
    Delivery delivery = new Delivery(empty(after(4)), after(4));

    assertThat(delivery.complete()).isTrue();
    assertThat(delivery.current()).isNull();
  }
}
