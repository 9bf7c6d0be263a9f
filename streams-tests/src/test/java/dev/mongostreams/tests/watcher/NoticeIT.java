package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Updates;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherListener;
import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a watcher tells of itself: figures when asked, notices when something happens. */
final class NoticeIT extends WatcherContract {

  @Test
  void figuresCountWhatWasHandledByKind() {
    Instant before = Instant.now();
    Watcher watcher = watchPredictions().start();
    assertThat(watcher.stats().lastEventAt()).isNull();

    insert(1, 3);
    predictions.updateOne(numbered(1), Updates.set("confidence", 0.9));
    predictions.deleteOne(numbered(2));

    Limits.until("all are handled", () -> watcher.stats().events() == 5);
    WatcherStats stats = watcher.stats();
    assertThat(stats.operations())
        .isEqualTo(Map.of(Operation.INSERT, 3L, Operation.UPDATE, 1L, Operation.DELETE, 1L));
    assertThat(stats.state()).isEqualTo(WatcherState.RUNNING);
    assertThat(stats.engine()).isEqualTo(engine);
    assertThat(stats.errors()).isZero();
    assertThat(stats.reopens()).isZero();
    assertThat(stats.failure()).isNull();
    assertThat(stats.startedAt()).isBetween(before.minusSeconds(1), Instant.now());
    assertThat(stats.lastEventAt()).isBetween(before.minusSeconds(1), Instant.now());
  }

  @Test
  void kindsNobodyAskedForAreNotCounted() {
    Watcher watcher = watchPredictions().operations(Operation.INSERT).start();

    predictions.insertOne(numbered(1));
    predictions.drop();
    predictions.insertOne(numbered(2));

    received.awaitId(2);
    Limits.until("both are counted", () -> watcher.stats().events() == 2);
    assertThat(watcher.stats().operations()).isEqualTo(Map.of(Operation.INSERT, 2L));
  }

  @Test
  void handledEventsHoldNoMemory() {
    Watcher watcher = watchPredictions().start();

    insert(1, 50);

    received.awaitId(50);
    Limits.until("memory is free", () -> watcher.stats().bytesInFlight() == 0);
  }

  @Test
  void anIdleWatcherMovesOnWithTheWritesOfOthers() { // 35
    Watcher watcher = watchPredictions().start();
    Limits.until(
        "there is a token", () -> watcher.stats().handledUpTo() instanceof StartPosition.After);
    StartPosition before = watcher.stats().handledUpTo();

    database.getCollection("models").insertOne(numbered(1));

    Limits.until("it moves on", () -> !watcher.stats().handledUpTo().equals(before));
    assertThat(received.events()).isEmpty();
  }

  @Test
  void theOpeningIsToldBeforeAnyEventAndTheEndAfterAll() {
    List<Object> happened = new CopyOnWriteArrayList<>();
    StartPosition before = here();
    insert(1, 3);
    Watcher watcher =
        watchPredictions()
            .name("dashboard")
            .startAt(before)
            .onChange(change -> happened.add(change.documentId().asInt32().getValue()))
            .listener(listener(happened))
            .start();
    Limits.until("all have come", () -> happened.contains(3));

    watcher.stop();

    assertThat(happened)
        .containsExactly(
            new WatcherListener.Opened("dashboard", watcher.scope(), engine, before, false),
            1,
            2,
            3,
            new WatcherListener.Ended("dashboard", watcher.scope(), null));
  }

  private static WatcherListener listener(List<Object> happened) {
    return new WatcherListener() {
      @Override
      public void onOpened(Opened opened) {
        happened.add(opened);
      }

      @Override
      public void onEnded(Ended ended) {
        happened.add(ended);
      }
    };
  }

  @Test
  void aListenerThatThrowsHarmsNobody() {
    IllegalStateException thrown = new IllegalStateException("told by this test");
    thrown.setStackTrace(new StackTraceElement[0]);
    Watcher watcher =
        watchPredictions()
            .listener(
                new WatcherListener() {
                  @Override
                  public void onOpened(Opened opened) {
                    throw thrown;
                  }
                })
            .start();

    insert(1, 1);

    received.awaitId(1);
    assertThat(watcher.state()).isEqualTo(WatcherState.RUNNING);
  }
}
