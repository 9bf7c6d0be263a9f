package dev.mongostreams.tests.watcher.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Engine;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.WatcherListener;
import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.checkpoint.MemoryCheckpointStore;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.failure.HistoryLostPolicy;
import dev.mongostreams.failure.ResumePointLostException;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.tests.watcher.fixture.BothEngines;
import dev.mongostreams.tests.watcher.fixture.Received;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** A position is older than the oplog, the smallest one that a server can have. */
@BothEngines
final class HistoryLostIT {
  private static final int FILLING_BYTES = 256 << 10;
  private static final int MOST_DOCUMENTS = 4000;

  private static ReplicaSet rs0;
  private static MongoClient client;

  @Parameter private Engine engine;
  private final Received received = new Received();
  private MongoDatabase database;
  private ChangeStreams streams;

  @BeforeAll
  static void startServer() {
    rs0 = ReplicaSet.builder().oplogMb(1).argument("--syncdelay", "1").start();
    client = MongoClients.create(rs0.uri());
  }

  @AfterAll
  static void endServer() {
    client.close();
    rs0.close();
  }

  @BeforeEach
  void connect() {
    database = client.getDatabase(rs0.freshDatabase());
    streams = ChangeStreams.of(client, database.getName());
  }

  @AfterEach
  void disconnect() {
    streams.close();
  }

  @Test
  void aTokenThatIsTooOldIsRefusedAndTheFirstReadableTimeNamed() { // 23
    StartPosition old;
    try (Watcher watcher = watch().start()) {
      predictionOf(1);
      received.awaitId(1);
      watcher.stop();
      old = watcher.stats().handledUpTo();
    }
    cutOplog();

    assertLost(() -> watch().startAt(old).start());
    assertLost(() -> watch().startAt(asStartAfter(old)).start());
  }

  @Test
  void aTimeThatIsTooOldIsRefusedToo() {
    cutOplog();

    assertLost(() -> watch().startAt(StartPosition.at(new BsonTimestamp(1, 1))).start());
  }

  @Test
  void goesOnFromNowWhenToldTo() {
    StartPosition old = lostPosition();
    List<Gap> gaps = new CopyOnWriteArrayList<>();
    MemoryCheckpointStore store = new MemoryCheckpointStore();
    Watcher watcher =
        watch()
            .startAt(old)
            .resumeFrom("kept", store)
            .onHistoryLost(HistoryLostPolicy.fromNow())
            .listener(listening(gaps))
            .start();

    predictionOf(7);

    received.awaitId(7);
    assertThat(received.ids()).containsExactly(1, 7);
    assertThat(watcher.stats().gaps()).isEqualTo(1);
    assertThat(gaps).singleElement().extracting(Gap::lastSafe).isEqualTo(old);
    assertThat(gaps.get(0).firstReadable()).isNotNull();
    watcher.stop();
    assertThat(store.read("kept"))
        .as("the old position is kept beside the new one")
        .extracting(Checkpoint::lostAfter)
        .isEqualTo(old);
  }

  @Test
  void goesOnAtTheOldestWhenToldTo() {
    StartPosition old = lostPosition();
    predictionOf(6);
    Watcher watcher = watch().startAt(old).onHistoryLost(HistoryLostPolicy.fromOldest()).start();

    received.awaitId(6);

    assertThat(received.ids()).containsExactly(1, 6);
    assertThat(watcher.stats().gaps()).isEqualTo(1);
  }

  @Test
  void resyncsBeforeItGoesOn() {
    StartPosition old = lostPosition();
    predictionOf(6);
    List<Integer> read = new CopyOnWriteArrayList<>();
    watch()
        .startAt(old)
        .onHistoryLost(
            HistoryLostPolicy.resync(
                gap ->
                    database
                        .getCollection("predictions")
                        .find()
                        .forEach(found -> read.add(found.getInteger("_id")))))
        .start();
    predictionOf(7);

    received.awaitId(7);

    assertThat(read).contains(1, 6);
    assertThat(received.ids()).endsWith(7);
  }

  /** A position behind a first prediction, whose successors are gone from the oplog. */
  private StartPosition lostPosition() {
    Watcher watcher = watch().start();
    predictionOf(1);
    received.awaitId(1);
    watcher.stop();
    StartPosition old = watcher.stats().handledUpTo();
    cutOplog();
    return old;
  }

  private static WatcherListener listening(List<Gap> gaps) {
    return new WatcherListener() {
      @Override
      public void onGap(Gap gap) {
        gaps.add(gap);
      }
    };
  }

  private void assertLost(ThrowingCallable start) {
    assertThatThrownBy(start)
        .isInstanceOf(ResumePointLostException.class)
        .hasMessageMatching(
            "Cannot resume "
                + database.getName()
                + "\\.predictions: the position is older than the server's history, so changes are"
                + " lost \\(code 286\\); it begins at [-0-9]+T[:0-9]+Z\\. Start anew from now, read"
                + " with find\\(\\) what the watcher is to know, and give the server a larger oplog"
                + " if this was no accident\\.");
  }

  private WatcherBuilder watch() {
    return streams
        .watchCollection("predictions")
        .reading(read -> read.engine(engine))
        .onChange(received);
  }

  private void predictionOf(int id) {
    database.getCollection("predictions").insertOne(new Document("_id", id));
  }

  private static StartPosition asStartAfter(StartPosition position) {
    return StartPosition.startAfter(((StartPosition.After) position).token());
  }

  /** Writes until what was the newest entry is gone: the server cuts once a second. */
  private void cutOplog() {
    BsonTimestamp newest =
        database.runCommand(new Document("ping", 1)).get("operationTime", BsonTimestamp.class);
    String filling = "x".repeat(FILLING_BYTES);
    int written = 0;
    while (oldest().compareTo(newest) <= 0) {
      assertThat(written++).isLessThan(MOST_DOCUMENTS);
      database.getCollection("filling").insertOne(new Document("filling", filling));
    }
  }

  private static BsonTimestamp oldest() {
    return client
        .getDatabase("local")
        .getCollection("oplog.rs")
        .find()
        .projection(new Document("ts", 1))
        .sort(new Document("$natural", 1))
        .first()
        .get("ts", BsonTimestamp.class);
  }
}
