package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeQueue;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.StreamRefusedException;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QueueIT extends WatcherContract {
  private static final Duration SHORT = Duration.ofMillis(50);

  @Test
  void eventsArePolledInTheirOrder() throws InterruptedException {
    try (ChangeQueue queue = pulled().toQueue(1000)) {
      insert(1, 100);

      assertThat(ids(queue, 100)).isEqualTo(numbers(1, 100));
    }
  }

  @Test
  void aPollReturnsNothingAtItsLimit() throws InterruptedException {
    try (ChangeQueue queue = pulled().toQueue(10)) {
      long begin = System.nanoTime();

      assertThat(queue.poll(SHORT)).isNull();

      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(SHORT, SHORT.plusMillis(500));
      assertThat(queue.poll(Duration.ZERO)).isNull();
    }
  }

  @Test
  void aPollThatWaitsIsWokenByAnEvent() throws Exception {
    try (ChangeQueue queue = pulled().toQueue(10)) {
      Thread writing = new Thread(() -> insert(1, 1));
      writing.start();

      ChangeEvent event = queue.poll(Limits.LIMIT);

      assertThat(Received.id(event)).isEqualTo(1);
      writing.join();
    }
  }

  @Test
  void whatIsThereIsDrainedUpToABound() throws InterruptedException {
    StartPosition before = here();
    insert(1, 10);
    try (ChangeQueue queue = pulled().startAt(before).toQueue(1000)) {
      Limits.until("all have come", () -> queue.size() == 10);
      List<ChangeEvent> drained = new ArrayList<>();

      assertThat(queue.drainTo(drained, 4)).isEqualTo(4);
      assertThat(queue.size()).isEqualTo(6);
      assertThat(queue.drainTo(drained, 1000)).isEqualTo(6);
      assertThat(queue.drainTo(drained, 1000)).isZero();

      assertThat(drained.stream().map(Received::id)).isEqualTo(numbers(1, 10));
      assertThat(queue.watcher().stats().events()).isEqualTo(10);
    }
  }

  @Test
  void neverMoreThanTheCapacityWaitAndNothingIsDropped() throws InterruptedException {
    StartPosition before = here();
    insert(1, 100);
    try (ChangeQueue queue = pulled().startAt(before).toQueue(10)) {
      List<Integer> ids = new ArrayList<>();
      while (ids.size() < 100) {
        ids.add(Received.id(queue.poll(Limits.LIMIT)));
        assertThat(queue.size()).isLessThanOrEqualTo(10);
      }

      assertThat(ids).isEqualTo(numbers(1, 100));
    }
  }

  @Test
  void aQueueOfOneWorks() throws InterruptedException {
    StartPosition before = here();
    insert(1, 5);
    try (ChangeQueue queue = pulled().startAt(before).toQueue(1)) {
      assertThat(ids(queue, 5)).isEqualTo(numbers(1, 5));
    }
  }

  @Test
  void anEventCountsAsHandledAtTheNextPoll() throws InterruptedException {
    try (ChangeQueue queue = pulled().toQueue(10)) {
      insert(1, 2);
      ChangeEvent first = queue.poll(Limits.LIMIT);
      assertThat(queue.watcher().stats().events()).isZero();
      assertThat(queue.watcher().stats().handledUpTo())
          .isNotEqualTo(StartPosition.after(first.token()));

      queue.poll(Limits.LIMIT);

      assertThat(queue.watcher().stats().events()).isEqualTo(1);
      assertThat(queue.watcher().stats().handledUpTo())
          .isEqualTo(StartPosition.after(first.token()));
    }
  }

  @Test
  void closingHandlesNothingMoreAndTheRestComesAgain() throws InterruptedException {
    StartPosition before = here();
    insert(1, 5);
    ChangeQueue queue = pulled().startAt(before).toQueue(1000);
    assertThat(ids(queue, 3)).containsExactly(1, 2, 3);

    queue.close();

    assertThat(queue.watcher().state()).isEqualTo(WatcherState.STOPPED);
    assertThat(queue.poll(Limits.LIMIT)).isNull();
    assertThat(queue.drainTo(new ArrayList<>(), 10)).isZero();
    Received rest = resumed(queue.watcher().stats().handledUpTo());
    rest.awaitId(5);
    assertThat(rest.ids()).containsExactly(3, 4, 5);
    queue.close();
  }

  @Test
  void closingWakesAPollThatWaits() throws Exception {
    ChangeQueue queue = pulled().toQueue(10);
    Thread closing = new Thread(queue::close);
    closing.start();

    assertThat(queue.poll(Limits.LIMIT)).isNull();

    closing.join();
    assertThat(queue.watcher().join(Limits.LIMIT)).isTrue();
  }

  @Test
  void anInterruptedPollTakesNothing() throws InterruptedException {
    try (ChangeQueue queue = pulled().toQueue(10)) {
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> queue.poll(Limits.LIMIT)).isInstanceOf(InterruptedException.class);

      insert(1, 1);
      assertThat(ids(queue, 1)).containsExactly(1);
    }
  }

  @Test
  void aFailureIsThrownAfterAllThatCameBefore() throws InterruptedException {
    try (ChangeQueue queue =
        pulled().fullDocumentBeforeChange(FullDocumentBeforeChange.REQUIRED).toQueue(10)) {
      insert(1, 2);
      predictions.deleteOne(numbered(1));

      assertThat(ids(queue, 2)).containsExactly(1, 2);
      assertThatThrownBy(() -> queue.poll(Limits.LIMIT)).isInstanceOf(StreamRefusedException.class);
    }
  }

  @Test
  void aQueueHoldsOneEventAtLeast() {
    assertThatThrownBy(() -> pulled().toQueue(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot use a queue capacity of 0: give at least 1.");
  }

  @Test
  void aQueueGoesWithoutAHandler() {
    assertThatThrownBy(() -> watchPredictions().toQueue(10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot hand events both to a handler and to a queue: leave onChange or toQueue out.");
  }

  private WatcherBuilder pulled() {
    return streams
        .watchCollection("predictions")
        .reading(read -> read.engine(engine))
        .reading(read -> read.comment(mark))
        .listener(heard);
  }

  private static List<Integer> ids(ChangeQueue queue, int count) throws InterruptedException {
    List<Integer> ids = new ArrayList<>();
    while (ids.size() < count) {
      ids.add(Received.id(queue.poll(Limits.LIMIT)));
    }
    return ids;
  }
}
