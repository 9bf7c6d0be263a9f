package dev.mongostreams.internal.run;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.inserts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeHandler;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.internal.played.WaitingSource;
import dev.mongostreams.internal.read.FailureClassifier;
import dev.mongostreams.internal.watch.WatchOptions;
import dev.mongostreams.internal.work.Documents;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events come one by one, each when the one before is handled. */
@Timeout(120)
class QuickHandlerTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int MANY = 2_000;

  private final Semaphore turns = new Semaphore(1);
  private final ConcurrentLinkedQueue<String> threads = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<ChangeEvent> handled = new ConcurrentLinkedQueue<>();

  private RunningWatcher started(int events, ChangeHandler handler) {
    return started(events, handler, 1);
  }

  private RunningWatcher started(int events, ChangeHandler handler, int workers) {
    WatchOptions.Builder options =
        WatchOptions.named("quick").drainTimeout(Duration.ofMillis(200)).workers(workers);
    RunningWatcher watcher =
        new RunningWatcher(
            new WaitingSource(
                turns, IntStream.rangeClosed(1, events).mapToObj(n -> inserts(n, n)).toList()),
            options.build(),
            Documents.AS_SENT,
            new FailureClassifier(true),
            null,
            new Patience(LONG, 3, () -> true));
    watcher.start(new Handling.Each(change -> handle(change, handler)));
    return watcher;
  }

  private void handle(ChangeEvent change, ChangeHandler handler) throws Exception {
    threads.add(Thread.currentThread().getName());
    handled.add(change);
    handler.onChange(change);
    turns.release();
  }

  private void awaitHandled(int events) {
    long end = System.nanoTime() + LONG.toNanos();
    while (handled.size() < events) {
      assertThat(System.nanoTime() - end).as("%s events", handled.size()).isNegative();
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static boolean onReader() {
    return Thread.currentThread().getName().startsWith("streams-reader-");
  }

  @Test
  void isCalledByTheThreadThatReads() {
    RunningWatcher watcher = started(MANY, change -> {});

    awaitHandled(MANY);
    watcher.stop();

    assertThat(threads).contains("streams-reader-quick");
    assertThat(handled.stream().map(ChangeEvent::token))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, MANY).mapToObj(n -> inserts(n, n).event(0).token()).toList());
    assertThat(watcher.stats().handledUpTo()).isEqualTo(after(MANY));
  }

  @Test
  void isNotWhenItTakesTheTimeInWhichMoreCouldBeRead() {
    RunningWatcher watcher = started(50, change -> LockSupport.parkNanos(1_000_000));

    awaitHandled(50);
    watcher.stop();

    assertThat(threads).containsOnly("streams-handler-quick");
  }

  @Test
  void isNotWhenSeveralWorkAtOnce() {
    RunningWatcher watcher = started(500, change -> {}, 2);

    awaitHandled(500);
    watcher.stop();

    assertThat(threads).doesNotContain("streams-reader-quick");
  }

  @Test
  void doesNotHoldUpAStopWhenItBlocksAfterAll() throws InterruptedException {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    RunningWatcher watcher =
        started(
            MANY,
            change -> {
              if (onReader()) {
                blocked.countDown();
                release.await();
              }
            });
    assertThat(blocked.await(60, TimeUnit.SECONDS)).isTrue();

    watcher.stop();

    assertThat(watcher.state()).isEqualTo(WatcherState.STOPPED);
    release.countDown();
  }

  @Test
  void mayStopItsWatcher() throws InterruptedException {
    RunningWatcher[] stopped = new RunningWatcher[1];
    CountDownLatch known = new CountDownLatch(1);
    stopped[0] =
        started(
            MANY,
            change -> {
              known.await();
              if (onReader()) {
                stopped[0].stop();
              }
            });
    known.countDown();

    assertThat(stopped[0].join(LONG)).isTrue();
    assertThat(List.copyOf(threads)).last().isEqualTo("streams-reader-quick");
  }

  @Test
  void endsTheWatcherWithAReasonWhenItLeavesTheThreadInterrupted() {
    RunningWatcher watcher =
        started(
            MANY,
            change -> {
              if (onReader()) {
                Thread.currentThread().interrupt();
              }
            });

    assertThatThrownBy(() -> watcher.join(LONG))
        .isInstanceOf(StreamsException.class)
        .hasMessageContaining("was interrupted");
    assertThat(watcher.state()).isEqualTo(WatcherState.FAILED);
  }
}
