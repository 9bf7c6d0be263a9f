package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.client.model.Updates;
import com.mongodb.client.model.changestream.FullDocument;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Engine;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.StreamRefusedException;
import dev.mongostreams.internal.read.FailureClassifier;
import dev.mongostreams.internal.run.Handling;
import dev.mongostreams.internal.run.Patience;
import dev.mongostreams.internal.run.RunningWatcher;
import dev.mongostreams.internal.source.ChangeSource;
import dev.mongostreams.internal.source.CommandSource;
import dev.mongostreams.internal.source.DriverSource;
import dev.mongostreams.internal.source.StreamSpec;
import dev.mongostreams.internal.watch.WatchOptions;
import dev.mongostreams.internal.work.Documents;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Events of more than 16 MB: what an update set and the document it is looked up in, 9 MB each. */
final class LargeEventIT extends WatcherContract {
  private static final int NINE_MB = 9 << 20;
  private static final int MOST_OF_ONE_REPLY = 16 << 20;

  @Test
  void isDeliveredWholeAndInItsPlace() { // 51, 52
    Watcher watcher = watchLookups().start();

    predictions.insertOne(numbered(1));
    growDocument(1);
    insert(2, 3);

    assertWhole(received.awaitId(3).get(1));
    assertThat(received.ids()).containsExactly(1, 1, 2, 3);
    assertThat(watcher.state()).isEqualTo(WatcherState.RUNNING);
  }

  private static void assertWhole(ChangeEvent large) {
    assertThat(large.operationName()).isEqualTo("update");
    assertThat(large.updatedFields().getString("filling")).hasSize(NINE_MB);
    assertThat(large.fullDocument().getString("filling")).hasSize(NINE_MB);
    assertThat(large.clusterTime()).isNotNull();
    assertThat(large.value("splitEvent")).isNull();
    assertThat(large.raw().getByteBuffer().remaining()).isGreaterThan(MOST_OF_ONE_REPLY);
  }

  @Test
  void isSplitOnlyUntilItHasPassed() { // 51
    watchLookups().start();
    predictions.insertOne(numbered(1));
    received.awaitId(1);
    growDocument(1);
    insert(2, 2);
    received.awaitId(2);

    Limits.until("it is plain again", () -> sent.splitting().size() == 3);
    insert(3, 3);

    assertThat(received.awaitId(3)).hasSize(4);
    assertThat(sent.splitting()).containsExactly(false, true, false);
  }

  @Test
  void canBeSplitFromTheStart() {
    watchLookups().reading(read -> read.splitLargeEvents(true)).start();

    predictions.insertOne(numbered(1));
    growDocument(1);
    insert(2, 2);

    assertWhole(received.awaitId(2).get(1));
    assertThat(heard.reopens()).isZero();
    assertThat(sent.splitting()).containsExactly(true);
  }

  @Test
  void isAPositionLikeAnyOther() { // 52
    StartPosition before = here();
    predictions.insertOne(numbered(1));
    growDocument(1);
    insert(2, 2);
    ChangeEvent large;
    try (Watcher first =
        watchLookups().startAt(before).reading(read -> read.splitLargeEvents(true)).start()) {
      large = received.awaitId(2).get(1);
      assertThat(first.state()).isEqualTo(WatcherState.RUNNING);
    }

    Received rest = new Received();
    int sentBefore = sent.splitting().size();
    watchLookups().startAt(StartPosition.after(large.token())).onChange(rest).start();

    insert(3, 3);
    rest.awaitId(3);
    assertThat(rest.ids()).containsExactly(2, 3);
    Limits.until("it is plain again", () -> sent.splitting().size() == sentBefore + 3);
    assertThat(sent.splitting().subList(sentBefore, sentBefore + 3))
        .containsExactly(false, true, false);
  }

  @Test
  void keepsTheOrderOfItsDocumentAmongOthers() {
    watchLookups().parallel(4).start();

    insert(1, 4);
    growDocument(1);
    predictions.updateOne(numbered(1), Updates.unset("filling"));
    insert(5, 8);

    received.await(10);
    assertThat(received.events().stream().filter(e -> e.documentId().asInt32().getValue() == 1))
        .extracting(ChangeEvent::operationName, e -> e.removedFields().size())
        .containsExactly(tuple("insert", 0), tuple("update", 0), tuple("update", 1));
  }

  @Test
  void endsTheWatcherWhenItsFragmentsAreTooLargeToo() { // 51
    Watcher watcher = watchPredictions().start();

    // The key is in the event three times: in its token, by itself and in the document.
    predictions.insertOne(new Document("_id", "x".repeat(5 << 20)));

    assertThatThrownBy(watcher::join)
        .isInstanceOf(StreamRefusedException.class)
        .hasMessage(
            "Cannot watch "
                + predictions.getNamespace()
                + ": an event is larger than the 16 MB of a BSON document (code 10334). From MongoDB"
                + " 6.0.9 on the server sends most of them in parts; make events smaller: leave the"
                + " document before the change or the lookup out, and keep keys short.");
    assertThat(sent.splitting()).as("no loop").containsExactly(false, true);
  }

  @Test
  void comesWithoutItsLookupWhereTheServerCannotSplit() { // 51
    predictions.insertOne(numbered(1));
    StartPosition before = here();
    predictions.updateOne(numbered(1), Updates.set("step", 1));
    growDocument(1);
    insert(2, 3);

    RunningWatcher watcher = withoutSplitting(before);
    try {
      watcher.start(new Handling.Each(received));
      received.awaitId(3);
    } finally {
      watcher.stop();
    }

    assertThat(received.ids()).containsExactly(1, 1, 2, 3);
    assertThat(received.events().get(1).updatedFields().getString("filling")).hasSize(NINE_MB);
    assertThat(received.events())
        .extracting(event -> event.fullDocument() != null)
        .as("only the one that is too large lacks it")
        .containsExactly(true, false, true, true);
  }

  private RunningWatcher withoutSplitting(StartPosition from) {
    StreamSpec spec =
        StreamSpec.of(new Scope.OfCollection(database.getName(), "predictions"))
            .fullDocument(FullDocument.UPDATE_LOOKUP)
            .build()
            .withoutSplitting();
    ChangeSource source =
        engine == Engine.COMMAND ? new CommandSource(writer, spec) : new DriverSource(writer, spec);
    WatchOptions options = WatchOptions.named("light").startAt(from).listener(heard).build();
    return new RunningWatcher(
        source,
        options,
        Documents.AS_SENT,
        new FailureClassifier(true),
        null,
        Patience.asking(() -> true));
  }

  private WatcherBuilder watchLookups() {
    return watchPredictions().fullDocument(FullDocument.UPDATE_LOOKUP);
  }

  private void growDocument(int id) {
    predictions.updateOne(numbered(id), Updates.set("filling", "y".repeat(NINE_MB)));
  }
}
