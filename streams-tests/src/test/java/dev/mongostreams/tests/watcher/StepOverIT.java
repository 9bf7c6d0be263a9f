package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.changestream.FullDocument;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeHandler;
import dev.mongostreams.ChangeQueue;
import dev.mongostreams.Engine;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.WatcherListener.GivenUp;
import dev.mongostreams.WatcherListener.Reconnecting;
import dev.mongostreams.WatcherState;
import dev.mongostreams.checkpoint.FileCheckpointStore;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.HandlerFailedException;
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
import dev.mongostreams.letters.DeadLetter;
import dev.mongostreams.letters.FileDeadLetterStore;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events that no form of the stream brings. A huge key does it: it is in the event of an insert
 * three times, once in the token and in twice its length there.
 */
final class StepOverIT extends WatcherContract {
  /** A key that makes a fragment with the rest of the document too large, but not a skeleton. */
  private static final int THREE_MB = 3 << 20;

  /** As a key: even its skeleton fits only while another event is behind it in the reply. */
  private static final int FIVE_MB = 5 << 20;

  private static final int NINE_MB = 9 << 20;

  /** Each try makes the server build some 20 MB. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path directory;

  private FileDeadLetterStore letters;
  private FailurePolicy policy;
  private StartPosition beginning = StartPosition.now();

  @BeforeEach
  void open() {
    letters = FileDeadLetterStore.at(directory.resolve("letters.ndjson"));
    policy = FailurePolicy.deadLetter(letters).retries(0);
  }

  @Test
  void putsAwayExactlyTheOneThatIsTooLarge() { // 51
    StartPosition before = here();
    insert(1, 2);
    insertHugeKey();
    insert(3, 4);
    Watcher watcher = watchPredictions().startAt(before).onFailure(policy).start();

    awaits(received, 1, 2, 3, 4);
    assertThat(written()).singleElement().satisfies(letter -> assertSkeleton(letter, FIVE_MB));
    assertThat(watcher.stats().deadLetters()).isEqualTo(1);
    assertThat(watcher.stats().events()).isEqualTo(4);
    assertThat(heard.of(GivenUp.class))
        .singleElement()
        .satisfies(
            lost -> {
              assertThat(lost.kept()).isTrue();
              assertThat(lost.attempts()).isZero();
              assertThat(lost.cause()).isInstanceOf(StreamRefusedException.class);
            });
    assertThat(watcher.state()).isEqualTo(WatcherState.RUNNING);
  }

  private static void assertSkeleton(DeadLetter letter, int keyLength) {
    ChangeEvent event = letter.event();
    assertThat(event.raw().keySet())
        .containsExactlyInAnyOrder(
            "_id", "operationType", "clusterTime", "wallTime", "ns", "documentKey");
    assertThat(event.documentId().asString().getValue()).hasSize(keyLength);
    assertThat(event.operationName()).isEqualTo("insert");
    assertThat(event.clusterTime()).isEqualTo(letter.token().clusterTime());
    assertThat(letter.failure().attempts()).isZero();
    assertThat(letter.failure().error()).isEqualTo(StreamRefusedException.class.getName());
    assertThat(letter.failure().message())
        .startsWith("Cannot watch " + letter.namespace() + ": an event is larger than the 16 MB");
  }

  @Test
  void twoInARowAreTwoLetters() { // 51
    watchPredictions().onFailure(policy).start();

    insert(1, 1);
    insertHuge('x');
    insertHuge('y');
    insert(2, 2);

    awaits(received, 1, 2);
    assertThat(written())
        .extracting(letter -> letter.event().documentId().asString().getValue().substring(0, 1))
        .containsExactly("x", "y");
  }

  @Test
  void whatCanBeSplitIsReadRightBehindIt() { // 51
    insert(1, 1);
    beginning = here();
    insertHuge('x');
    predictions.updateOne(numbered(1), Updates.set("filling", "y".repeat(NINE_MB)));
    insert(2, 2);

    watchPredictions()
        .startAt(beginning)
        .fullDocument(FullDocument.UPDATE_LOOKUP)
        .onFailure(policy)
        .start();

    awaits(received, 1, 2);
    assertThat(received.events().get(0).updatedFields().getString("filling")).hasSize(NINE_MB);
    assertThat(written()).hasSize(1);
  }

  @Test
  void theNewestWaitsForOneBehindIt() { // 51
    watchPredictions().onFailure(policy).start();
    insertHugeKey();
    await().atMost(LIMIT).until(() -> heard.of(Reconnecting.class).size() >= 2);

    insert(1, 1);

    awaits(received, 1);
    assertThat(written()).singleElement().satisfies(letter -> assertSkeleton(letter, FIVE_MB));
  }

  @Test
  void aRestartRightBehindItGoesOnThere() { // 51
    insertAround(this::insertHugeKey);
    Watcher failing =
        resuming(
                change -> {
                  if (Received.id(change) == 2) {
                    throw new IOException("disk full");
                  }
                })
            .onFailure(policy.on(IOException.class, FailurePolicy.stop().retries(0)))
            .start();
    assertThatThrownBy(failing::join).isInstanceOf(HandlerFailedException.class);
    assertThat(written()).hasSize(1);

    resuming(received).onFailure(policy).start();

    awaits(received, 2, 3);
    assertThat(written()).hasSize(1);
  }

  /** Reads from the beginning, then from where it was. */
  private WatcherBuilder resuming(ChangeHandler handler) {
    return watchPredictions()
        .startAt(beginning)
        .resumeFrom("huge", FileCheckpointStore.at(directory))
        .onChange(handler);
  }

  private void insertAround(Runnable insertHuge) {
    beginning = here();
    insert(1, 1);
    insertHuge.run();
    insert(2, 3);
  }

  @Test
  void aFilterDecidesWhichAreLost() { // 51
    beginning = here();
    predictions.insertOne(new Document("_id", 1).append("wanted", true));
    insertHuge('x');
    predictions.insertOne(huge('y').append("wanted", true));
    predictions.insertOne(new Document("_id", 2).append("wanted", true));

    watchPredictions()
        .startAt(beginning)
        .where(Filters.eq("fullDocument.wanted", true))
        .onFailure(policy)
        .start();

    awaits(received, 1, 2);
    assertThat(written())
        .singleElement()
        .satisfies(
            letter ->
                assertThat(letter.event().documentId().asString().getValue()).startsWith("y"));
  }

  @Test
  void stopsTheWatcherByDefault() { // 51
    insertAround(() -> insertHuge('x'));

    Watcher watcher = watchPredictions().startAt(beginning).reading(r -> r.batchSize(1)).start();

    assertThatThrownBy(watcher::join)
        .isInstanceOf(StreamRefusedException.class)
        .hasMessageContaining("an event is larger than the 16 MB");
    assertThat(received.ids()).containsExactly(1);
  }

  @Test
  void isSteppedOverByEachKindOfHandler() { // 51
    insertAround(() -> insertHuge('x'));
    Received batches = new Received();
    Received later = new Received();
    Received side = new Received();

    watchPredictions()
        .startAt(beginning)
        .onBatch(10, changes -> changes.forEach(batches::onChange))
        .onFailure(policy)
        .start();
    watchPredictions()
        .startAt(beginning)
        .onChangeAsync(
            change -> {
              later.onChange(change);
              return CompletableFuture.completedFuture(null);
            })
        .onFailure(policy)
        .start();
    Watcher skipping =
        watchPredictions()
            .startAt(beginning)
            .parallel(3)
            .onChange(side)
            .onFailure(FailurePolicy.stop().on(StreamRefusedException.class, FailurePolicy.skip()))
            .start();

    for (Received each : List.of(batches, later, side)) {
      await().atMost(LIMIT).until(() -> each.events().size() == 3);
      assertThat(each.ids()).containsExactlyInAnyOrder(1, 2, 3);
    }
    await().atMost(LIMIT).until(() -> heard.of(GivenUp.class).size() == 3);
    assertThat(skipping.stats().skipped()).isEqualTo(1);
    assertThat(written()).as("one a watcher, of which two have the same name").hasSize(1);
  }

  @Test
  void endsAQueueWhateverThePolicySays() throws IOException { // 51
    insertAround(() -> insertHuge('x'));

    assertThatThrownBy(this::pollUntilItEnds).isInstanceOf(StreamRefusedException.class);

    assertThat(written()).isEmpty();
  }

  private void pollUntilItEnds() throws InterruptedException {
    try (ChangeQueue queue =
        streams
            .watchCollection("predictions")
            .reading(read -> read.engine(engine))
            .startAt(beginning)
            .onFailure(policy)
            .toQueue(10)) {
      ChangeEvent taken = queue.poll(LIMIT);
      while (taken != null) {
        assertThat(Received.id(taken)).isEqualTo(1);
        taken = queue.poll(LIMIT);
      }
    }
  }

  @Test
  void isSteppedOverWhereTheServerCannotSplit() { // 51
    predictions.insertOne(new Document("_id", 1).append("wanted", true));
    beginning = here();
    predictions.updateOne(numbered(1), Updates.set("step", 1));
    predictions.updateOne(numbered(1), Updates.set("filling", "y".repeat(NINE_MB)));
    predictions.insertOne(new Document("_id", 2).append("wanted", true));

    RunningWatcher watcher = withoutSplitting();
    try {
      watcher.start(new Handling.Each(received));
      awaits(received, 1, 2);
    } finally {
      watcher.stop();
    }

    assertThat(written())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.event().operationName()).isEqualTo("update");
              assertThat(Received.id(letter.event())).isEqualTo(1);
              assertThat(letter.event().clusterTime()).isNotNull();
            });
  }

  private RunningWatcher withoutSplitting() {
    StreamSpec spec =
        StreamSpec.of(new Scope.OfCollection(database.getName(), "predictions"))
            .fullDocument(FullDocument.UPDATE_LOOKUP)
            .where(BsonDocument.parse("{'fullDocument.wanted': true}"))
            .build()
            .withoutSplitting();
    ChangeSource source =
        engine == Engine.COMMAND ? new CommandSource(writer, spec) : new DriverSource(writer, spec);
    WatchOptions options =
        WatchOptions.named("old").startAt(beginning).failures(policy).listener(heard).build();
    return new RunningWatcher(
        source,
        options,
        Documents.AS_SENT,
        new FailureClassifier(true),
        null,
        Patience.asking(() -> true));
  }

  private void insertHuge(char filling) {
    predictions.insertOne(huge(filling));
  }

  private static Document huge(char filling) {
    return new Document("_id", String.valueOf(filling).repeat(THREE_MB))
        .append("filling", "z".repeat(FIVE_MB));
  }

  private void insertHugeKey() {
    predictions.insertOne(new Document("_id", "x".repeat(FIVE_MB)));
  }

  private static void awaits(Received received, int... ids) {
    List<Integer> wanted = IntStream.of(ids).boxed().toList();
    await().atMost(LIMIT).until(() -> received.ids().containsAll(wanted));
    assertThat(received.ids()).containsExactlyElementsOf(wanted);
  }

  private List<DeadLetter> written() {
    List<DeadLetter> written = new ArrayList<>();
    letters.forEach(written::add);
    return written;
  }
}
