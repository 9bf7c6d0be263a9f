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
import dev.mongostreams.failure.ResumePointLostException;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.tests.watcher.fixture.BothEngines;
import dev.mongostreams.tests.watcher.fixture.Received;
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
    return streams.watchCollection("predictions").engine(engine).onChange(received);
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
