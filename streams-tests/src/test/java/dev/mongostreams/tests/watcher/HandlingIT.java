package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Batches and handlers that answer later, against a real server. */
final class HandlingIT extends WatcherContract {
  private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
  private final Map<Integer, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

  private void keep(List<ChangeEvent> changes) {
    batches.add(changes.stream().map(Received::id).toList());
  }

  private List<Integer> all() {
    return batches.stream().flatMap(List::stream).toList();
  }

  private CompletableFuture<Void> begin(ChangeEvent change) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    underWay.put(Received.id(change), end);
    return end;
  }

  @Test
  void batchesComeInOrderAndHaveTheLimit() {
    StartPosition before = here();
    insert(1, 250);
    watchPredictions().startAt(before).onBatch(100, this::keep).start();

    Limits.until("all have come", () -> all().size() == 250);

    assertThat(all()).containsExactlyElementsOf(numbers(1, 250));
    assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 100));
    assertThat(batches).hasSizeLessThan(10);
  }

  @Test
  void whatComesWhileABatchIsHandledMakesUpTheNextOne() throws InterruptedException {
    CountDownLatch inHand = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Watcher watcher =
        watchPredictions()
            .onBatch(
                100,
                changes -> {
                  keep(changes);
                  inHand.countDown();
                  goOn.await();
                })
            .start();
    insert(1, 1);
    inHand.await();
    for (int id = 2; id <= 20; id++) {
      insert(id, id);
    }
    Limits.until(
        "the reader is at the end", () -> watcher.stats().bytesInFlight() > 0 && atEnd(watcher));

    goOn.countDown();
    Limits.until("all have come", () -> all().size() == 20);

    assertThat(batches).hasSize(2);
    assertThat(all()).containsExactlyElementsOf(numbers(1, 20));
  }

  /** Nothing more is read: what the server had is here. */
  private boolean atEnd(Watcher watcher) {
    Duration lag = watcher.stats().lag().read();
    return lag != null && lag.isZero();
  }

  @Test
  void oneEventThatFailsIsSkippedAndItsNeighboursAreNot() {
    StartPosition before = here();
    insert(1, 30);
    Watcher watcher =
        watchPredictions()
            .startAt(before)
            .onFailure(FailurePolicy.skip().retries(1).backoff(Duration.ofMillis(1)))
            .onBatch(
                10,
                changes -> {
                  if (changes.stream().anyMatch(change -> Received.id(change) == 15)) {
                    throw new IllegalStateException("15");
                  }
                  keep(changes);
                })
            .start();

    Limits.until("all others have come", () -> all().contains(30));

    List<Integer> expected = new ArrayList<>(numbers(1, 30));
    expected.remove(Integer.valueOf(15));
    assertThat(all()).containsExactlyElementsOf(expected);
    assertThat(watcher.stats().skipped()).isEqualTo(1);
  }

  @Test
  void batchesOfSeveralWorkersKeepTheOrderOfEachDocument() {
    StartPosition before = here();
    for (int round = 0; round < 10; round++) {
      predictions.deleteMany(new Document());
      insert(1, 20);
    }
    Map<Integer, List<Boolean>> inserted = new ConcurrentHashMap<>();
    AtomicInteger seen = new AtomicInteger();
    watchPredictions()
        .startAt(before)
        .parallel(4)
        .onBatch(
            50,
            changes -> {
              for (ChangeEvent change : changes) {
                inserted
                    .computeIfAbsent(Received.id(change), id -> new CopyOnWriteArrayList<>())
                    .add(change.operation() == Operation.INSERT);
                seen.incrementAndGet();
              }
            })
        .start();

    Limits.until("all have come", () -> seen.get() == 10 * 20 + 9 * 20);

    assertThat(inserted.values())
        .allSatisfy(
            kinds -> {
              for (int i = 0; i < kinds.size(); i++) {
                assertThat(kinds.get(i)).isEqualTo(i % 2 == 0);
              }
            });
  }

  @Test
  void asManyAreUnderWayAsAskedForOnOneThread() {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    Watcher watcher =
        watchPredictions()
            .parallel(8)
            .onChangeAsync(
                change -> {
                  threads.add(Thread.currentThread());
                  return begin(change);
                })
            .start();
    insert(1, 100);
    Limits.until("eight are under way", () -> underWay.size() == 8);

    for (int done = 0; done < 100; done++) {
      Limits.until("one is under way", () -> !underWay.isEmpty());
      assertThat(underWay.size()).isLessThanOrEqualTo(8);
      Integer id = underWay.keySet().iterator().next();
      underWay.remove(id).complete(null);
    }

    Limits.until("all are handled", () -> watcher.stats().events() == 100);
    assertThat(threads).hasSize(100);
    assertThat(threads.stream().distinct()).hasSize(1);
  }

  @Test
  void oneAfterTheOtherWithOneWorker() {
    watchPredictions().onChangeAsync(this::begin).start();
    insert(1, 5);

    for (int id = 1; id <= 5; id++) {
      int now = id;
      Limits.until("it is the turn of " + id, () -> underWay.containsKey(now));
      assertThat(underWay).hasSize(1);
      underWay.remove(id).complete(null);
    }
  }

  @Test
  void aStageThatFailsEndsTheWatcherAsAHandlerThatThrows() {
    Watcher watcher =
        watchPredictions()
            .onFailure(FailurePolicy.stop().retries(0))
            .onChangeAsync(
                change -> CompletableFuture.failedFuture(new IllegalStateException("no")))
            .start();
    insert(1, 1);

    assertThatThrownBy(watcher::join)
        .isInstanceOf(HandlerFailedException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aStopWaitsForWhatIsUnderWay() throws InterruptedException {
    Watcher watcher = watchPredictions().parallel(4).onChangeAsync(this::begin).start();
    insert(1, 4);
    Limits.until("all are under way", () -> underWay.size() == 4);
    Thread stopping = new Thread(watcher::stop);
    stopping.start();
    Limits.until("it drains", () -> watcher.state() == WatcherState.DRAINING);

    underWay.values().forEach(end -> end.complete(null));
    stopping.join();

    assertThat(watcher.state()).isEqualTo(WatcherState.STOPPED);
    assertThat(watcher.stats().events()).isEqualTo(4);
  }
}
