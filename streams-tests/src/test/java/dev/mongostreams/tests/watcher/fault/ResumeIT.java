package dev.mongostreams.tests.watcher.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherListener.Reconnecting;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.StreamRefusedException;
import dev.mongostreams.tests.watcher.fixture.FailPoint;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** A cursor is lost: nothing else is, and the order stays. */
final class ResumeIT extends WatcherContract {
  private static final String RESUMABLE = "ResumableChangeStreamError";

  @Test
  void aConnectionThatIsClosed() { // 5
    survives(FailPoint.hangUp());
  }

  @Test
  void aPrimaryThatStepsDown() { // 1
    survives(FailPoint.error(10107, RESUMABLE));
  }

  @Test
  void aServerThatShutsDown() { // 2
    survives(FailPoint.error(91, RESUMABLE));
  }

  @Test
  void aCursorTheServerNoLongerKnows() { // 2
    survives(FailPoint.error(43));
  }

  /** The fault hits between two writes, so what comes after it proves that nothing was left out. */
  private void survives(Document how) {
    Watcher watcher = watchPredictions().start();
    insert(1, 10);
    received.awaitId(10);

    long hits;
    try (FailPoint once = FailPoint.times(1, writer, mark, how, "getMore")) {
      for (int id = 11; id <= 30; id++) {
        insert(id, id);
      }
      received.awaitId(30);
      hits = once.hits();
    }
    insert(31, 40);

    received.awaitId(40);
    assertThat(hits).isEqualTo(1);
    assertThat(received.ids()).isEqualTo(numbers(1, 40));
    assertThat(watcher.state()).isEqualTo(WatcherState.RUNNING);
    assertThat(sent.started("aggregate")).isEqualTo(2);
    assertThat(heard.reopens()).isEqualTo(1);
    assertThat(watcher.stats().reopens()).isEqualTo(1);
  }

  @Test
  void anOldCursorThatCannotBeKilled() { // 12
    Watcher watcher = watchPredictions().start();
    insert(1, 5);
    received.awaitId(5);

    try (FailPoint both =
        FailPoint.times(2, writer, mark, FailPoint.error(237), "getMore", "killCursors")) {
      insert(6, 10);
      Limits.until("another cursor is open", () -> heard.reopens() > 0);
      assertThat(both.hits()).isEqualTo(2);
    }
    received.awaitId(10);

    assertThat(received.ids()).isEqualTo(numbers(1, 10));
    assertThat(heard.reopens()).isPositive();
    assertThat(watcher.state()).isEqualTo(WatcherState.RUNNING);
  }

  @Test
  void aCursorThatIsLostBeforeTheFirstEvent() { // 34
    Watcher watcher =
        watchPredictions().reading(read -> read.maxAwait(Duration.ofMillis(10))).start();

    try (FailPoint away =
        FailPoint.times(4, writer, mark, FailPoint.hangUp(), "getMore", "aggregate")) {
      insert(1, 5);
      received.awaitId(5);
      assertThat(away.hits()).isPositive();
    }

    assertThat(received.ids()).isEqualTo(numbers(1, 5));
    Limits.until("it runs", () -> watcher.state() == WatcherState.RUNNING);
  }

  @Test
  void anOpeningThatFailsAWhileBeforeItWorksAgain() { // 10
    Watcher watcher = watchPredictions().start();
    insert(1, 10);
    received.awaitId(10);

    Document unavailable = FailPoint.error(91);
    try (FailPoint openings = FailPoint.times(3, writer, mark, unavailable, "aggregate")) {
      cursors.kill(database.getName(), "predictions");
      insert(11, 20);
      received.awaitId(20);
      assertThat(openings.hits()).isEqualTo(3);
    }

    assertThat(received.ids()).isEqualTo(numbers(1, 20));
    assertThat(heard.reopens()).isEqualTo(1);
    assertThat(heard.of(Reconnecting.class)).isNotEmpty();
    assertThat(watcher.state()).isEqualTo(WatcherState.RUNNING);
    assertThat(watcher.stats().errors()).isPositive();
  }

  @Test
  void aWatcherThatReconnectsStopsAtOnce() {
    Watcher watcher = watchPredictions().start();
    insert(1, 1);
    received.awaitId(1);

    try (FailPoint openings = FailPoint.always(writer, mark, FailPoint.error(11601), "aggregate")) {
      cursors.kill(database.getName(), "predictions");
      Limits.until("it reconnects", () -> heard.of(Reconnecting.class).size() >= 2);
      assertThat(watcher.state()).isEqualTo(WatcherState.RECONNECTING);
      long begin = System.nanoTime();

      watcher.stop();

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(500));
      assertThat(openings.hits()).isPositive();
    }
    assertThat(watcher.state()).isEqualTo(WatcherState.STOPPED);
    assertThat(watcher.failure()).isEmpty();
  }

  @Test
  void aCursorThatAnAdministratorKillsWhileItIsRead() { // 13
    Watcher watcher = watchPredictions().start();
    insert(1, 10);
    received.awaitId(10);

    assertThat(cursors.kill(database.getName(), "predictions")).isEqualTo(1);
    insert(11, 20);

    goesOn(watcher);
  }

  @Test
  void aReadThatAnAdministratorKills() { // 13
    Watcher watcher = watchPredictions().start();
    insert(1, 10);
    received.awaitId(10);

    cursors.killRead();
    Limits.until("the read has failed", () -> sent.failed("getMore") == 1);
    insert(11, 20);

    goesOn(watcher);
  }

  private void goesOn(Watcher watcher) {
    received.awaitId(20);
    assertThat(received.ids()).isEqualTo(numbers(1, 20));
    assertThat(watcher.stats().errors()).isEqualTo(1);
    assertThat(heard.reopens()).isEqualTo(1);
    assertThat(watcher.state()).isEqualTo(WatcherState.RUNNING);
  }

  @Test
  void anErrorThatTheServerCallsFinalEndsTheWatcher() { // 4
    Watcher watcher = watchPredictions().start();
    insert(1, 1);
    received.awaitId(1);

    Document last = FailPoint.error(8000, "NonResumableChangeStreamError");
    try (FailPoint once = FailPoint.times(1, writer, mark, last, "getMore")) {
      assertThatThrownBy(watcher::join)
          .isInstanceOf(StreamRefusedException.class)
          .hasMessage(
              "Cannot watch "
                  + predictions.getNamespace()
                  + ": the server refuses the stream: code 8000 Location8000. Look up that code; the"
                  + " same request will fail again.");
      assertThat(once.hits()).isEqualTo(1);
    }
    assertThat(sent.started("aggregate")).isEqualTo(1);
  }
}
