package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.ClientSession;
import dev.mongostreams.Operation;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.time.Instant;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.Test;

final class StartPositionIT extends WatcherContract {

  @Test
  void nowBringsNothingThatWasBefore() {
    insert(1, 3);
    watchPredictions().startAt(StartPosition.now()).start();

    insert(4, 4);

    received.awaitId(4);
    assertThat(received.ids()).containsExactly(4);
  }

  @Test
  void aWriteAcknowledgedAfterTheStartIsAlwaysSeen() {
    for (int round = 1; round <= 20; round++) {
      Received seen = new Received();
      try (Watcher watcher = watchPredictions().onChange(seen).start()) {
        predictions.insertOne(numbered(round));

        seen.await(1);
        assertThat(seen.ids()).containsExactly(round);
        assertThat(watcher.failure()).isEmpty();
      }
    }
  }

  @Test
  void aTokenGoesOnRightAfterItsEvent() {
    StartPosition before = here();
    insert(1, 5);
    Received all = resumed(before);
    all.await(5);

    Received rest = resumed(StartPosition.after(all.events().get(2).token()));

    rest.awaitId(5);
    assertThat(rest.ids()).containsExactly(4, 5);
  }

  @Test
  void eventsThatComeWithTheOpeningAreNotLost() {
    StartPosition before = here();
    insert(1, 40);

    watchPredictions().startAt(before).start();

    received.awaitId(40);
    insert(41, 41);
    received.awaitId(41);
    assertThat(received.ids()).isEqualTo(numbers(1, 41));
    assertThat(sent.firstBatches()).last().isEqualTo(40);
  }

  @Test
  void moreEventsThanOneReplyHoldsComeInOrder() {
    StartPosition before = here();
    insert(1, 1000);

    watchPredictions().startAt(before).reading(read -> read.batchSize(7)).start();

    received.awaitId(1000);
    assertThat(received.ids()).isEqualTo(numbers(1, 1000));
    assertThat(sent.started("getMore")).isGreaterThan(1000 / 7 - 1);
  }

  @Test
  void startAfterPassesAnInvalidate() {
    predictions.insertOne(numbered(0));
    StartPosition before = here();
    predictions.drop();
    insert(1, 2);
    Received all = resumed(before);
    all.awaitId(2);
    assertThat(all.operations())
        .containsExactly(Operation.DROP, Operation.INVALIDATE, Operation.INSERT, Operation.INSERT);

    Received rest = resumed(StartPosition.startAfter(all.events().get(1).token()));

    rest.awaitId(2);
    assertThat(rest.ids()).containsExactly(1, 2);
  }

  @Test
  void aClusterTimeIsInclusive() {
    StartPosition before = here();
    for (int id = 1; id <= 4; id++) {
      insert(id, id);
    }
    BsonTimestamp third = resumed(before).await(4).get(2).clusterTime();

    Received rest = resumed(StartPosition.at(third));

    rest.awaitId(4);
    assertThat(rest.ids()).containsExactly(3, 4);
  }

  @Test
  void aWallTimeBringsAllOfItsSecond() {
    insert(1, 2);
    BsonTimestamp now =
        database.runCommand(new Document("ping", 1)).get("operationTime", BsonTimestamp.class);

    // One second back: the writes may be of the second before the question.
    Received rest = resumed(StartPosition.at(Instant.ofEpochSecond(now.getTime() - 1L)));

    rest.awaitId(2);
    assertThat(rest.ids()).containsExactly(1, 2);
  }

  @Test
  void whatWasHandledUpToIsWhereTheNextWatcherGoesOn() {
    StartPosition reached;
    try (Watcher watcher = watchPredictions().start()) {
      insert(1, 3);
      received.awaitId(3);
      watcher.stop();
      reached = watcher.stats().handledUpTo();
    }
    insert(4, 6);

    Received rest = resumed(reached);

    rest.awaitId(6);
    assertThat(rest.ids()).containsExactly(4, 5, 6);
  }

  @Test
  void aTransactionResumesInItsMiddle() { // 55
    insert(0, 0);
    StartPosition before = here();
    try (ClientSession session = writer.startSession()) {
      session.withTransaction(() -> predictions.insertMany(session, documents(1, 1000)));
    }
    ResumeToken middle = resumed(before).await(1000).get(499).token();

    Received rest = resumed(StartPosition.after(middle));

    rest.awaitId(1000);
    assertThat(rest.ids()).isEqualTo(numbers(501, 1000));
  }
}
