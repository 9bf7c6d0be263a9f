package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.empty;
import static dev.mongostreams.internal.played.Batches.event;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Batches.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.internal.source.EventBatch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PullerTest {
  private final PlayedWatch queue = PlayedWatch.queueing(100);
  private final Puller puller = new Puller(queue.machine, queue.options, () -> 5_000);

  private static void assertIsAt(@Nullable ChangeEvent event, int place) {
    assertThat(event).extracting(ChangeEvent::token).isEqualTo(token(place));
  }

  @Test
  void givesOutNothingWhereNothingIs() {
    queue.open();

    assertThat(puller.next(0)).isNull();
    assertThat(puller.waiting()).isZero();
  }

  @Test
  void givesOutEventsInOrderAcrossBatches() {
    queue.open(inserts(1, 2));
    queue.arrives(empty(after(2)));
    queue.arrives(inserts(3, 4));

    for (int place = 1; place <= 4; place++) {
      assertThat(puller.waiting()).isEqualTo(5 - place);
      assertIsAt(puller.next(0), place);
    }
    assertThat(puller.waiting()).isZero();
    assertThat(puller.next(0)).isNull();
  }

  @Test
  void anEventIsHandledWhenTheNextIsAskedForAndNotBefore() {
    queue.open(inserts(1, 3));
    puller.next(0);
    puller.next(0);
    assertThat(queue.machine.stats(0).handledUpTo()).isNotEqualTo(after(2));
    assertThat(queue.machine.stats(0).events()).isZero();

    puller.acknowledge(0);

    assertThat(queue.machine.stats(0).handledUpTo()).isEqualTo(after(2));
    assertThat(queue.machine.stats(0).operations()).isEqualTo(Map.of(Operation.INSERT, 2L));
    assertThat(queue.machine.stats(0).lastEventAt()).isEqualTo(Instant.ofEpochSecond(5));
    assertIsAt(puller.next(0), 3);
  }

  @Test
  void acknowledgingTwiceCountsOnce() {
    queue.open(inserts(1, 3));
    puller.next(0);
    puller.acknowledge(0);
    puller.acknowledge(0);

    assertThat(queue.machine.stats(0).events()).isEqualTo(1);
    assertIsAt(puller.next(0), 2);
  }

  @Test
  void drainsNoFurtherThanTheBatchInHand() {
    queue.open(inserts(1, 2));
    queue.arrives(inserts(3, 4));
    assertIsAt(puller.next(0), 1);
    assertIsAt(puller.nextOfBatch(), 2);
    assertThat(puller.nextOfBatch()).isNull();

    puller.acknowledge(0);
    assertIsAt(puller.next(0), 3);
  }

  @Test
  void passesOverWhatNobodyAskedForAndCountsItHandled() {
    PlayedWatch deletes = PlayedWatch.queueing(100, Operation.DELETE);
    Puller only = new Puller(deletes.machine, deletes.options, () -> 1);
    deletes.open(
        new EventBatch(
            List.of(
                event(Operation.DROP, 1), event(Operation.DELETE, 2), event(Operation.RENAME, 3)),
            after(3),
            false,
            0,
            null));

    assertIsAt(only.next(0), 2);
    only.acknowledge(0);
    assertThat(only.next(0)).isNull();
    assertThat(deletes.machine.stats(0).handledUpTo()).isEqualTo(after(3));
    assertThat(deletes.machine.stats(0).operations()).isEqualTo(Map.of(Operation.DELETE, 1L));
  }

  @Test
  void whatIsInHandAtTheStopIsNotHandled() {
    queue.open(inserts(1, 3));
    puller.next(0);

    queue.machine.stop();
    puller.acknowledge(0);

    assertThat(puller.next(0)).isNull();
    assertThat(puller.waiting()).isZero();
    assertThat(queue.machine.stats(0).events()).isZero();
    assertThat(queue.machine.stats(0).handledUpTo()).isNotEqualTo(after(1));
  }
}
