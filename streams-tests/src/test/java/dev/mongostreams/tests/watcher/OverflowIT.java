package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeQueue;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.WatcherListener.Dropping;
import dev.mongostreams.WatcherListener.Invalidated;
import dev.mongostreams.WatcherState;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.checkpoint.MemoryCheckpointStore;
import dev.mongostreams.handler.Overflow;
import dev.mongostreams.handler.QueueOverflowException;
import dev.mongostreams.tests.watcher.fixture.Heard;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OverflowIT extends WatcherContract {
  private static final int WRITTEN = 2_000;
  private static final int CAPACITY = 50;

  @Test
  void theNewestWaitAndTheOthersAreCounted() { // 70
    try (ChangeQueue queue = queue(Overflow.DROP_OLDEST)) {
      insert(1, WRITTEN);
      awaitDropped(queue, WRITTEN - CAPACITY);

      assertThat(queue.size()).isEqualTo(CAPACITY);
      assertThat(drained(queue)).isEqualTo(numbers(WRITTEN - CAPACITY + 1, WRITTEN));
    }
  }

  @Test
  void theOldestWaitAndTheOthersAreCounted() { // 70
    try (ChangeQueue queue = queue(Overflow.DROP_NEWEST)) {
      insert(1, WRITTEN);
      awaitDropped(queue, WRITTEN - CAPACITY);

      assertThat(drained(queue)).isEqualTo(numbers(1, CAPACITY));
      insert(WRITTEN + 1, WRITTEN + 2);
      Limits.until("it has space again", () -> queue.size() == 2);
      assertThat(drained(queue)).containsExactly(WRITTEN + 1, WRITTEN + 2);
    }
  }

  @Test
  void withTheOldestGoneAllIsTakenOrCounted() throws InterruptedException { // 70
    assertAllIsTakenOrCounted(Overflow.DROP_OLDEST);
  }

  @Test
  void withTheNewestGoneAllIsTakenOrCounted() throws InterruptedException { // 70
    assertAllIsTakenOrCounted(Overflow.DROP_NEWEST);
  }

  /** A consumer that takes one at a time, while another thread writes. */
  private void assertAllIsTakenOrCounted(Overflow overflow) throws InterruptedException {
    try (ChangeQueue queue = queue(overflow)) {
      Thread writing = new Thread(this::writeInParts);
      writing.start();
      List<Integer> taken = new ArrayList<>();
      while (taken.size() + queue.watcher().stats().dropped() < WRITTEN) {
        ChangeEvent change = queue.poll(Limits.LIMIT);
        assertThat(change).as("the rest comes").isNotNull();
        taken.add(Received.id(change));
      }
      writing.join();

      assertThat(taken).isSorted().doesNotHaveDuplicates();
      assertThat(taken.size() + queue.watcher().stats().dropped()).isEqualTo(WRITTEN);
      assertThat(queue.size()).isZero();
    }
  }

  private void writeInParts() {
    for (int id = 1; id <= WRITTEN; id += 100) {
      insert(id, id + 99);
    }
  }

  @Test
  void nothingIsEverDroppedByDefault() throws InterruptedException { // 70
    try (ChangeQueue queue = pulled().toQueue(CAPACITY)) {
      insert(1, WRITTEN);
      List<Integer> taken = new ArrayList<>();
      while (taken.size() < WRITTEN) {
        taken.add(Received.id(queue.poll(Limits.LIMIT)));
      }

      assertThat(taken).isEqualTo(numbers(1, WRITTEN));
      assertThat(queue.watcher().stats().dropped()).isZero();
      assertThat(heard.of(Dropping.class)).isEmpty();
    }
  }

  @Test
  void aQueueThatFailsHandsOutWhatWaitsAndTheRestComesAgain() throws InterruptedException {
    try (ChangeQueue queue = queue(Overflow.FAIL)) {
      insert(1, WRITTEN);
      Limits.until("it is over", () -> queue.watcher().state() == WatcherState.DRAINING);
      List<Integer> taken = drained(queue);

      assertThat(taken).isEqualTo(numbers(1, taken.size())).hasSizeLessThanOrEqualTo(CAPACITY);
      assertThatThrownBy(() -> queue.poll(Limits.LIMIT))
          .isInstanceOf(QueueOverflowException.class)
          .hasMessageContaining("more than 50 changes wait in its queue");
      assertThat(queue.watcher().stats().dropped()).isZero();
      Received rest = resumed(queue.watcher().stats().handledUpTo());
      rest.awaitId(WRITTEN);
      assertThat(rest.ids()).isEqualTo(numbers(taken.size() + 1, WRITTEN));
    }
  }

  @Test
  void whatWasDroppedDoesNotComeAgain() {
    CheckpointStore store = new MemoryCheckpointStore();
    try (ChangeQueue queue =
        pulled().resumeFrom("latest", store).toQueue(CAPACITY, Overflow.DROP_OLDEST)) {
      insert(1, WRITTEN);
      awaitDropped(queue, WRITTEN - CAPACITY);
    }

    Received rest = new Received();
    watchPredictions().resumeFrom("latest", store).onChange(rest).listener(new Heard()).start();
    rest.awaitId(WRITTEN);
    assertThat(rest.ids()).isEqualTo(numbers(WRITTEN - CAPACITY + 1, WRITTEN));
  }

  @Test
  void whatNobodyAskedForIsNotDropped() {
    StartPosition before = here();
    insert(1, CAPACITY * 2);
    predictions.deleteOne(numbered(1));
    predictions.drop();
    try (ChangeQueue queue =
        pulled().operations(Operation.DELETE).startAt(before).toQueue(1, Overflow.DROP_OLDEST)) {
      Limits.until("the collection is gone", () -> !heard.of(Invalidated.class).isEmpty());

      assertThat(drained(queue)).containsExactly(1);
      assertThat(queue.watcher().stats().dropped()).isZero();
    }
  }

  @Test
  void theListenerHearsOfItAFewTimes() {
    try (ChangeQueue queue = queue(Overflow.DROP_OLDEST)) {
      insert(1, WRITTEN);
      awaitDropped(queue, WRITTEN - CAPACITY);
    }

    List<Dropping> told = heard.of(Dropping.class);
    assertThat(told).hasSizeBetween(2, 6);
    assertThat(told.get(0).over()).isFalse();
    assertThat(told.get(told.size() - 1))
        .satisfies(last -> assertThat(last.over()).isTrue())
        .satisfies(last -> assertThat(last.dropped()).isEqualTo(WRITTEN - CAPACITY));
  }

  private ChangeQueue queue(Overflow overflow) {
    return pulled().toQueue(CAPACITY, overflow);
  }

  private WatcherBuilder pulled() {
    return streams
        .watchCollection("predictions")
        .reading(read -> read.engine(engine))
        .reading(read -> read.comment(mark))
        .listener(heard);
  }

  private static void awaitDropped(ChangeQueue queue, int events) {
    Limits.until(events + " are dropped", () -> queue.watcher().stats().dropped() == events);
  }

  private static List<Integer> drained(ChangeQueue queue) {
    List<ChangeEvent> drained = new ArrayList<>();
    queue.drainTo(drained, Integer.MAX_VALUE);
    return drained.stream().map(Received::id).toList();
  }
}
