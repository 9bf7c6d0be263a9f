package dev.mongostreams.internal.progress;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.empty;
import static dev.mongostreams.internal.played.Batches.event;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Batches.startAfter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.Operation;
import dev.mongostreams.internal.lanes.Delivery;
import dev.mongostreams.internal.source.EventBatch;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final Progress progress = new Progress();

  @Test
  void knowsNoFloorBeforeACursorIsOpen() {
    assertThat(progress.floor()).isNull();
  }

  @Test
  void theFirstCursorLaysTheFloorAndLaterOnesLeaveIt() {
    progress.opened(after(5));
    progress.opened(after(9));

    assertThat(progress.floor()).isEqualTo(after(5));
  }

  @Test
  void doesNotMoveForWhatIsHandedOutOnly() {
    progress.opened(after(5));
    progress.handled(new Delivery(inserts(6, 8), after(10)));

    assertThat(progress.floor()).isEqualTo(after(5));
  }

  @Test
  void movesToTheLastHandledEventOfABatchAndThenToItsEnd() {
    Delivery delivery = new Delivery(inserts(6, 8), after(10));
    delivery.advance();
    progress.handled(delivery);
    assertThat(progress.floor()).isEqualTo(after(6));

    delivery.advance();
    delivery.advance();
    progress.handled(delivery);
    assertThat(progress.floor()).as("the end of the batch").isEqualTo(after(10));
  }

  @Test
  void anEmptyBatchMovesItToItsEnd() {
    progress.handled(new Delivery(empty(after(12)), after(12)));

    assertThat(progress.floor()).isEqualTo(after(12));
  }

  @Test
  void anInvalidateInTheMiddleIsLeftByStartAfter() {
    Delivery delivery =
        new Delivery(
            new EventBatch(
                List.of(event(Operation.INVALIDATE, 6), event(Operation.INSERT, 7)),
                after(7),
                false,
                0,
                null),
            after(7));
    delivery.advance();
    progress.handled(delivery);

    assertThat(progress.floor()).isEqualTo(startAfter(6));
  }
}
