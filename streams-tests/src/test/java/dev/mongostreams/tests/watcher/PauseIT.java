package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeQueue;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherState;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class PauseIT extends WatcherContract {

  @Test
  void handsOverNothingWhilePausedAndLosesNothing() {
    Watcher watcher =
        watchPredictions().reading(read -> read.maxAwait(Duration.ofMillis(10))).start();
    insert(1, 3);
    received.awaitId(3);

    watcher.pause();
    assertThat(watcher.state()).isEqualTo(WatcherState.PAUSED);
    insert(4, 6);
    Received other = new Received();
    watchPredictions().onChange(other).startAt(watcher.stats().handledUpTo()).start();
    other.awaitId(6);
    assertThat(received.ids()).isEqualTo(numbers(1, 3));

    watcher.resume();
    received.awaitId(6);
    assertThat(received.ids()).isEqualTo(numbers(1, 6));
    assertThat(watcher.state()).isEqualTo(WatcherState.RUNNING);
  }

  @Test
  void anEventInHandIsFinishedAndTheRestOfItsReplyWaits() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    Watcher watcher =
        watchPredictions()
            .onChange(
                change -> {
                  entered.countDown();
                  Limits.open(free);
                  received.onChange(change);
                })
            .start();
    insert(1, 5);
    Limits.open(entered);

    watcher.pause();
    free.countDown();

    Limits.until("the first is handled", () -> watcher.stats().events() == 1);
    assertThat(received.ids()).containsExactly(1);
    watcher.resume();
    received.awaitId(5);
    assertThat(received.ids()).isEqualTo(numbers(1, 5));
  }

  @Test
  void canBeStopped() {
    Watcher watcher = watchPredictions().start();
    watcher.pause();

    watcher.stop();

    assertThat(watcher.state()).isEqualTo(WatcherState.STOPPED);
    watcher.resume();
    watcher.pause();
    assertThat(watcher.state()).isEqualTo(WatcherState.STOPPED);
  }

  @Test
  void aQueueGivesOutNothing() throws InterruptedException {
    try (ChangeQueue queue =
        streams.watchCollection("predictions").reading(read -> read.engine(engine)).toQueue(50)) {
      insert(1, 3);
      assertThat(Received.id(queue.poll(Limits.LIMIT))).isEqualTo(1);

      queue.watcher().pause();
      assertThat(queue.poll(Duration.ofMillis(100))).isNull();

      queue.watcher().resume();
      assertThat(Received.id(queue.poll(Limits.LIMIT))).isEqualTo(2);
    }
  }
}
