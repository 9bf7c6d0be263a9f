package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How watchers start, in the background or in the caller's thread. */
final class LifeIT extends WatcherContract {

  @Test
  void startReturnsAWatcherThatRunsInThreadsOfItsOwn() {
    AtomicReference<Thread> handling = new AtomicReference<>();
    Watcher watcher =
        watchPredictions()
            .name("dashboard")
            .onChange(
                change -> {
                  handling.set(Thread.currentThread());
                  received.onChange(change);
                })
            .start();

    insert(1, 1);

    received.awaitId(1);
    assertThat(watcher.state()).isEqualTo(WatcherState.RUNNING);
    assertThat(watcher.name()).isEqualTo("dashboard");
    assertThat(handling.get()).isNotSameAs(Thread.currentThread());
    assertThat(handling.get().isDaemon()).isTrue();
    assertThat(handling.get().getName()).contains("dashboard");
  }

  @Test
  void joinWaitsForAsLongAsItIsTold() throws InterruptedException {
    Watcher watcher = watchPredictions().start();

    assertThat(watcher.join(Duration.ZERO)).isFalse();
    assertThat(watcher.join(Duration.ofMillis(20))).isFalse();
    watcher.stop();
    assertThat(watcher.join(Limits.LIMIT)).isTrue();
  }

  @Test
  void runHandlesEventsInTheCallersThreadUntilItIsInterrupted() throws Exception {
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    AtomicReference<Thread> handling = new AtomicReference<>();
    WatcherBuilder builder =
        watchPredictions()
            .onChange(
                change -> {
                  handling.set(Thread.currentThread());
                  received.onChange(change);
                });
    Thread runner = running(builder, ended);
    Limits.until("the cursor is open", () -> !heard.notices().isEmpty());
    insert(1, 3);
    received.awaitId(3);

    runner.interrupt();

    assertThat(ended.get(Limits.LIMIT.toMillis(), TimeUnit.MILLISECONDS))
        .isInstanceOf(InterruptedException.class)
        .hasMessage("The watcher was interrupted and has stopped.");
    assertThat(handling.get()).isSameAs(runner);
    cursors.awaitNone();
  }

  @Test
  void anInterruptOfABusyRunEndsItAfterTheEventInHand() throws Exception {
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    var before = here();
    insert(1, 10);
    Thread runner =
        running(
            watchPredictions()
                .startAt(before)
                .onChange(
                    change -> {
                      received.onChange(change);
                      busy.countDown();
                      while (released.getCount() > 0) {
                        Thread.onSpinWait();
                      }
                    }),
            ended);
    Limits.open(busy);

    runner.interrupt();
    released.countDown();

    assertThat(ended.get(Limits.LIMIT.toMillis(), TimeUnit.MILLISECONDS))
        .isInstanceOf(InterruptedException.class);
    assertThat(received.ids()).containsExactly(1);
  }

  @Test
  void runThrowsWhenTheHandlerDoes() throws Exception {
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    running(
        watchPredictions()
            .onChange(
                change -> {
                  throw new IOException("disk full");
                }),
        ended);
    Limits.until("the cursor is open", () -> !heard.notices().isEmpty());

    insert(1, 1);

    assertThat(ended.get(Limits.LIMIT.toMillis(), TimeUnit.MILLISECONDS))
        .isInstanceOf(HandlerFailedException.class)
        .hasRootCauseMessage("disk full");
  }

  private static Thread running(WatcherBuilder builder, CompletableFuture<Throwable> ended) {
    Thread runner =
        new Thread(
            () -> {
              try {
                builder.run();
                ended.complete(null);
              } catch (Throwable thrown) {
                ended.complete(thrown);
              }
            });
    runner.setDaemon(true);
    runner.start();
    return runner;
  }

  @Test
  void anInterruptedThreadStartsNothing() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> watchPredictions().start())
        .isInstanceOf(StreamsException.class)
        .hasMessage(
            "Cannot watch "
                + predictions.getNamespace()
                + ": the thread was interrupted while the cursor was being opened. Start the"
                + " watcher again.");
    assertThat(Thread.interrupted()).isTrue();
    cursors.awaitNone();
  }

  @Test
  void aWatcherNeedsAHandler() {
    WatcherBuilder builder =
        streams.watchCollection("predictions").reading(read -> read.engine(engine));

    assertThatThrownBy(builder::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot watch "
                + predictions.getNamespace()
                + " without a handler: call onChange, or end in toQueue.");
    assertThatThrownBy(builder::run).isInstanceOf(IllegalStateException.class);
  }
}
