package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoNamespace;
import com.mongodb.client.model.Filters;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherListener.Invalidated;
import dev.mongostreams.WatcherState;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import org.junit.jupiter.api.Test;

/** What is watched is dropped or renamed: the server ends the stream, the watcher goes on. */
final class InvalidateIT extends WatcherContract {

  @Test
  void stopsAtTheEndWhenToldTo() throws InterruptedException { // 46
    Watcher watcher = watchPredictions().stopOnInvalidate(true).start();
    insert(1, 3);

    predictions.drop();

    assertThat(watcher.join(Limits.LIMIT)).isTrue();
    assertThat(watcher.state()).isEqualTo(WatcherState.STOPPED);
    assertThat(received.operations())
        .endsWith(Operation.INSERT, Operation.DROP, Operation.INVALIDATE);
    assertThat(watcher.stats().handledUpTo()).isInstanceOf(StartPosition.StartAfter.class);
  }

  @Test
  void aFilteredWatcherSaysSoAndSeesTheFirstNewInsert() { // 46
    Watcher watcher = watchPredictions().operations(Operation.INSERT, Operation.UPDATE).start();
    insert(1, 1);

    predictions.drop();
    insert(2, 2);

    received.awaitId(2);
    assertThat(received.ids()).containsExactly(1, 2);
    assertThat(heard.of(Invalidated.class))
        .containsExactly(new Invalidated(watcher.name(), watcher.scope()));
    assertThat(heard.reopens()).isEqualTo(1);
    assertThat(watcher.stats().reopens()).isEqualTo(1);
    assertThat(watcher.stats().errors()).isZero();
  }

  @Test
  void aFilterThatHidesTheInvalidateDoesNotHideTheEnd() { // 46
    watchPredictions().where(Filters.eq("operationType", "insert")).start();
    insert(1, 1);

    predictions.drop();
    insert(2, 2);

    received.awaitId(2);
    assertThat(received.ids()).containsExactly(1, 2);
    assertThat(heard.of(Invalidated.class)).hasSize(1);
  }

  @Test
  void anUnfilteredWatcherHandsOverAllOfIt() {
    watchPredictions().start();
    insert(1, 1);

    predictions.drop();
    insert(2, 2);

    received.awaitId(2);
    assertThat(received.operations())
        .containsExactly(Operation.INSERT, Operation.DROP, Operation.INVALIDATE, Operation.INSERT);
    assertThat(heard.of(Invalidated.class)).hasSize(1);
  }

  @Test
  void itMayHappenOverAndOver() {
    Watcher watcher = watchPredictions().operations(Operation.INSERT).start();

    for (int round = 1; round <= 5; round++) {
      insert(round, round);
      predictions.drop();
    }
    insert(6, 6);

    received.awaitId(6);
    assertThat(received.ids()).isEqualTo(numbers(1, 6));
    assertThat(heard.of(Invalidated.class)).hasSize(5);
    assertThat(watcher.state()).isEqualTo(WatcherState.RUNNING);
  }

  @Test
  void aRenameAwayEndsTheStreamAndTheNewCollectionIsSeen() { // 47
    insert(0, 0);
    watchPredictions().start();

    predictions.renameCollection(new MongoNamespace(database.getName(), "archive"));
    database.getCollection("archive").insertOne(numbered(1));
    insert(2, 2);

    received.awaitId(2);
    assertThat(received.operations())
        .containsExactly(Operation.RENAME, Operation.INVALIDATE, Operation.INSERT);
    assertThat(heard.of(Invalidated.class)).hasSize(1);
  }

  @Test
  void aDroppedDatabaseEndsTheStreamAndTheNewOneIsSeen() { // 47
    insert(0, 0);
    by(streams.watchDatabase()).start();

    database.drop();
    insert(1, 1);

    received.awaitId(1);
    assertThat(received.operations())
        .containsExactly(
            Operation.DROP, Operation.DROP_DATABASE, Operation.INVALIDATE, Operation.INSERT);
    assertThat(heard.of(Invalidated.class)).hasSize(1);
  }

  @Test
  void theNextWatcherGoesOnBehindIt() { // 46
    Watcher watcher = watchPredictions().operations(Operation.INSERT).start();
    insert(1, 1);
    predictions.drop();
    Limits.until("it is told", () -> !heard.of(Invalidated.class).isEmpty());
    watcher.stop();
    StartPosition reached = watcher.stats().handledUpTo();
    insert(2, 2);

    Received rest = resumed(reached);

    rest.awaitId(2);
    assertThat(rest.ids()).containsExactly(2);
  }

  @Test
  void aWatcherThatWasAwayMeanwhileMissesNothing() {
    StartPosition before = here();
    insert(1, 3);
    predictions.drop();
    insert(4, 5);

    watchPredictions().startAt(before).operations(Operation.INSERT).start();

    received.awaitId(5);
    assertThat(received.ids()).containsExactly(1, 2, 3, 4, 5);
    assertThat(heard.of(Invalidated.class)).hasSize(1);
  }
}
