package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.empty;
import static dev.mongostreams.internal.played.Batches.event;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Batches.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.failure.HistoryLostPolicy;
import dev.mongostreams.handler.Overflow;
import dev.mongostreams.internal.source.EventBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PullerTest {
  private final PlayedWatch queue = PlayedWatch.queueing(100);
  private final Puller puller = queue.machine.puller();

  private @Nullable ChangeEvent next() {
    return queue.pulls();
  }

  private void acknowledge() {
    puller.acknowledge(5_000);
  }

  private static void assertIsAt(@Nullable ChangeEvent event, int place) {
    assertThat(event).extracting(ChangeEvent::token).isEqualTo(token(place));
  }

  @Test
  void givesOutNothingWhereNothingIs() {
    queue.open();

    assertThat(next()).isNull();
    assertThat(puller.waiting()).isZero();
  }

  @Test
  void givesOutEventsInOrderAcrossBatches() {
    queue.open(inserts(1, 2));
    queue.arrives(empty(after(2)));
    queue.arrives(inserts(3, 4));

    assertThat(queue.machine.ready()).as("a consumer that waits is woken").isPositive();
    for (int place = 1; place <= 4; place++) {
      assertThat(puller.waiting()).isEqualTo(5 - place);
      assertIsAt(next(), place);
    }
    assertThat(puller.waiting()).isZero();
    assertThat(next()).isNull();
  }

  @Test
  void anEventIsHandledWhenTheNextIsAskedForAndNotBefore() {
    queue.open(inserts(1, 3));
    next();
    next();
    assertThat(queue.machine.stats(0).handledUpTo()).isNotEqualTo(after(2));
    assertThat(queue.machine.stats(0).events()).isZero();

    acknowledge();

    assertThat(queue.machine.stats(0).handledUpTo()).isEqualTo(after(2));
    assertThat(queue.machine.stats(0).operations()).isEqualTo(Map.of(Operation.INSERT, 2L));
    assertThat(queue.machine.stats(0).lastEventAt()).isEqualTo(Instant.ofEpochSecond(5));
    assertIsAt(next(), 3);
  }

  @Test
  void acknowledgingTwiceCountsOnce() {
    queue.open(inserts(1, 3));
    next();
    acknowledge();
    acknowledge();

    assertThat(queue.machine.stats(0).events()).isEqualTo(1);
    assertIsAt(next(), 2);
  }

  @Test
  void drainsWhatIsHereUpToABound() {
    queue.open(inserts(1, 2));
    queue.arrives(inserts(3, 5));
    List<ChangeEvent> drained = new ArrayList<>();

    assertThat(puller.drain(drained, 4, 5_000)).isEqualTo(4);
    assertIsAt(drained.get(3), 4);
    assertThat(puller.drain(drained, 4, 5_000)).isEqualTo(1);
    assertThat(puller.drain(drained, 4, 5_000)).isZero();
  }

  @Test
  void whatTheConsumerCannotTakeStillWaits() {
    queue.open(inserts(1, 2));
    List<ChangeEvent> nothing = List.of();

    assertThatThrownBy(() -> puller.drain(nothing, 4, 5_000))
        .isInstanceOf(UnsupportedOperationException.class);

    assertIsAt(next(), 1);
  }

  @Test
  void aGapBehindWhatIsInHandIsPassedWithIt() {
    PlayedWatch watch =
        new PlayedWatch(
            WatchOptions.named("lossy")
                .historyLost(HistoryLostPolicy.fromOldest())
                .queue(100, Overflow.BLOCK));
    watch.open(inserts(1, 2));
    Puller taken = watch.machine.puller();
    assertIsAt(watch.pulls(), 1);
    watch.losesHistory(50);
    watch.open(inserts(60, 61));

    assertIsAt(watch.pulls(), 2);
    assertIsAt(watch.pulls(), 60);
    assertThat(watch.machine.lostAfter()).isNull();
    taken.acknowledge(1);
    assertThat(watch.machine.lostAfter()).isEqualTo(after(2));
    assertThat(watch.machine.stats(0).events()).isEqualTo(3);
  }

  @Test
  void aGapInFrontOfNothingIsPassedAtOnce() {
    PlayedWatch watch =
        new PlayedWatch(
            WatchOptions.named("lossy")
                .historyLost(HistoryLostPolicy.fromOldest())
                .queue(100, Overflow.BLOCK));
    watch.open();
    watch.losesHistory(50);
    watch.open(empty(after(60)));

    assertThat(watch.machine.puller().waiting()).isZero();
    assertThat(watch.pulls()).isNull();

    assertThat(watch.machine.puller().waiting()).isZero();
    assertThat(watch.machine.lostAfter()).isEqualTo(after(0));
    assertThat(watch.machine.stats(0).handledUpTo()).isEqualTo(after(60));
  }

  @Test
  void passesOverWhatNobodyAskedForAndCountsItHandled() {
    PlayedWatch deletes = PlayedWatch.queueing(100, Operation.DELETE);
    Puller only = deletes.machine.puller();
    deletes.open(
        new EventBatch(
            List.of(
                event(Operation.DROP, 1), event(Operation.DELETE, 2), event(Operation.RENAME, 3)),
            after(3),
            false,
            0,
            null));

    assertThat(only.waiting()).isEqualTo(1);
    assertIsAt(deletes.pulls(), 2);
    only.acknowledge(1);
    assertThat(deletes.pulls()).isNull();
    assertThat(deletes.machine.stats(0).handledUpTo()).isEqualTo(after(3));
    assertThat(deletes.machine.stats(0).operations()).isEqualTo(Map.of(Operation.DELETE, 1L));
  }

  @Test
  void whatIsInHandAtTheStopIsNotHandled() {
    queue.open(inserts(1, 3));
    next();

    queue.machine.stop();
    acknowledge();

    assertThat(next()).isNull();
    assertThat(puller.waiting()).isZero();
    assertThat(queue.machine.stats(0).events()).isZero();
    assertThat(queue.machine.stats(0).handledUpTo()).isNotEqualTo(after(1));
  }
}
