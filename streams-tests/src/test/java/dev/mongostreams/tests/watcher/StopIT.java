package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherListener.Ended;
import dev.mongostreams.WatcherState;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class StopIT extends WatcherContract {
  /** The goal is 100 ms; other work on the machine must not make this test fail. */
  private static final Duration AT_ONCE = Duration.ofMillis(500);

  private final CountDownLatch busy = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @Test
  void anIdleWatcherStopsAtOnceAndLeavesNoCursor() throws InterruptedException {
    Watcher watcher = watchPredictions().start();
    cursors.awaitRead();

    Duration took = timed(watcher::stop);

    System.out.printf("stop() of an idle watcher on %s: %d ms%n", engine, took.toMillis());
    assertThat(took).isLessThan(AT_ONCE);
    assertThat(watcher.state()).isEqualTo(WatcherState.STOPPED);
    assertThat(watcher.failure()).isEmpty();
    assertThat(watcher.join(Duration.ZERO)).isTrue();
    cursors.awaitNone();
  }

  @Test
  void stoppingTwiceDoesNothing() {
    Watcher watcher = watchPredictions().start();
    insert(1, 1);
    received.awaitId(1);

    watcher.stop();
    watcher.stop();
    watcher.close();

    assertThat(watcher.state()).isEqualTo(WatcherState.STOPPED);
    assertThat(heard.of(Ended.class)).hasSize(1);
  }

  @Test
  void nothingComesAfterTheStop() {
    Watcher watcher = watchPredictions().start();
    Received others = resumed(StartPosition.now());
    watcher.stop();

    insert(1, 1);

    others.awaitId(1);
    assertThat(received.events()).isEmpty();
  }

  @Test
  void theHandlerMayStopItsWatcherAndTheEventInHandIsTheLast() throws InterruptedException {
    AtomicReference<Watcher> itself = new AtomicReference<>();
    StartPosition before = here();
    insert(1, 10);
    Watcher watcher =
        watchPredictions()
            .startAt(before)
            .onChange(change -> handleAndStopAtTheThird(change, itself))
            .start();

    itself.set(watcher);
    released.countDown();

    assertThat(watcher.join(Limits.LIMIT)).isTrue();
    assertThat(watcher.state()).isEqualTo(WatcherState.STOPPED);
    assertThat(received.ids()).containsExactly(1, 2, 3);
    assertThat(watcher.stats().events()).isEqualTo(3);
    Received rest = resumed(watcher.stats().handledUpTo());
    rest.awaitId(10);
    assertThat(rest.ids()).isEqualTo(numbers(4, 10));
  }

  private void handleAndStopAtTheThird(ChangeEvent change, AtomicReference<Watcher> itself)
      throws InterruptedException {
    Limits.open(released);
    received.onChange(change);
    if (received.ids().size() == 3) {
      itself.get().stop();
    }
  }

  @Test
  void whatIsInMemoryIsHandledBeforeTheEnd() throws Exception {
    StartPosition before = here();
    insert(1, 20);
    Watcher watcher = watchPredictions().startAt(before).onChange(this::handleSlowly).start();
    Limits.open(busy);

    CompletableFuture<Void> stopping = CompletableFuture.runAsync(watcher::stop);
    Limits.until("it drains", () -> watcher.state() == WatcherState.DRAINING);
    released.countDown();

    stopping.get(Limits.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(watcher.state()).isEqualTo(WatcherState.STOPPED);
    assertThat(received.ids()).isEqualTo(numbers(1, 20));
    assertThat(watcher.stats().bytesInFlight()).isZero();
  }

  @Test
  void aHandlerThatDoesNotComeBackIsLeftBehindAtTheDrainTimeout() throws Exception { // 68
    StartPosition before = here();
    insert(1, 3);
    Watcher watcher =
        watchPredictions()
            .startAt(before)
            .drainTimeout(Duration.ofMillis(100))
            .onChange(this::handleSlowly)
            .start();
    Limits.open(busy);

    Duration took = timed(watcher::stop);

    assertThat(took).isBetween(Duration.ofMillis(100), AT_ONCE.plusMillis(100));
    assertThat(watcher.state()).isEqualTo(WatcherState.STOPPED);
    StartPosition reached = watcher.stats().handledUpTo();
    released.countDown();
    received.awaitId(1);
    Received rest = resumed(reached);
    rest.awaitId(3);
    assertThat(rest.ids()).containsExactly(1, 2, 3);
    assertThat(received.ids()).containsExactly(1);
  }

  private void handleSlowly(ChangeEvent change) throws InterruptedException {
    busy.countDown();
    Limits.open(released);
    received.onChange(change);
  }

  @Test
  void closingTheConnectionStopsItsWatchers() {
    Watcher first = watchPredictions().start();
    Watcher second = by(streams.watchDatabase()).start();

    Duration took = timed(streams::close);

    assertThat(took).isLessThan(AT_ONCE.multipliedBy(2));
    assertThat(first.state()).isEqualTo(WatcherState.STOPPED);
    assertThat(second.state()).isEqualTo(WatcherState.STOPPED);
    cursors.awaitNone();
  }

  private static Duration timed(Runnable work) {
    long begin = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
