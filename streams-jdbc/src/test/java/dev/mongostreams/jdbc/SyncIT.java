package dev.mongostreams.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.changestream.FullDocument;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.jdbc.fixture.Postgres;
import dev.mongostreams.letters.DeadLetter;
import dev.mongostreams.letters.FileDeadLetterStore;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.testkit.postgres.PostgresServer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A watcher of a real replica set, into a real PostgreSQL. */
@ExtendWith(Rs0Extension.class)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SyncIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path dir;

  private Postgres postgres;
  private ChangeStreams streams;
  private MongoCollection<Document> things;

  @BeforeEach
  void connect(ReplicaSet rs0, MongoDatabase database) {
    postgres = Postgres.fresh();
    streams = ChangeStreams.connect(rs0.uri(database.getName()));
    things = database.getCollection("things");
  }

  @AfterEach
  void disconnect() {
    streams.close();
  }

  private PostgresSync sync(Postgres into, SyncTable table) {
    return PostgresSync.to(into.source()).tables(table).createTables(true).build();
  }

  private WatcherBuilder watching(PostgresSync sync) {
    return streams
        .watchCollection("things")
        .fullDocument(FullDocument.UPDATE_LOOKUP)
        .into("things", sync);
  }

  private void awaitRow(Postgres in, Object id) {
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> in.number("SELECT count(*) FROM things WHERE \"_id\" = '" + id + "'") == 1);
  }

  @Test
  void followsACollectionOverARestart() {
    PostgresSync sync = sync(postgres, SyncTable.of("things").column("n", SqlType.BIGINT));
    try (Watcher watcher = watching(sync).start()) {
      things.insertOne(new Document("_id", 1).append("n", 1));
      things.insertOne(new Document("_id", 2).append("n", 1));
      things.updateOne(Filters.eq(1), Updates.inc("n", 4));
      awaitRow(postgres, 2);
      assertThat(watcher.stats().lag()).isNotNull();
    }
    things.deleteOne(Filters.eq(2));
    things.replaceOne(Filters.eq(1), new Document("n", 70));
    things.insertOne(new Document("_id", 3).append("n", 3));

    try (Watcher again = watching(sync).start()) {
      awaitRow(postgres, 3);
      assertThat(again.state()).isEqualTo(WatcherState.RUNNING);
    }

    assertThat(postgres.rows("SELECT \"_id\", n FROM things ORDER BY 1"))
        .containsExactly("1|70", "3|3");
  }

  @Test
  void keepsEachKindOfValue() {
    ObjectId id = new ObjectId();
    UUID uuid = UUID.randomUUID();
    things.insertOne(new Document("_id", "before the watcher"));
    SyncTable table =
        SyncTable.of("things")
            .column("text", SqlType.TEXT)
            .column("id", SqlType.TEXT)
            .column("whole", SqlType.BIGINT)
            .column("real", SqlType.DOUBLE)
            .column("exact", SqlType.NUMERIC)
            .column("yes", SqlType.BOOLEAN)
            .column("at", SqlType.TIMESTAMPTZ)
            .column("stamp", SqlType.TIMESTAMPTZ)
            .column("uuid", SqlType.UUID)
            .column("bytes", SqlType.BYTEA)
            .column("list", SqlType.JSONB)
            .column("list.1", "second", SqlType.INTEGER);
    try (Watcher watcher = watching(sync(postgres, table)).start()) {
      things.insertOne(
          new Document("_id", 1)
              .append("text", "é\u2028'\"\\{}, $1 \uD83E\uDDA6")
              .append("id", id)
              .append("whole", Long.MAX_VALUE)
              .append("real", 0.1)
              .append("exact", new Decimal128(new BigDecimal("12345678901234567890.0123")))
              .append("yes", true)
              .append("at", new BsonDateTime(1_795_435_200_123L))
              .append("stamp", new BsonTimestamp(1_795_435_200, 7))
              .append("uuid", new BsonBinary(uuid))
              .append("bytes", new byte[] {0, -1, 7})
              .append("list", List.of(1, 2, "a\\b\"")));
      things.insertOne(
          new Document("_id", 2)
              .append("real", Double.NEGATIVE_INFINITY)
              .append("exact", Decimal128.NaN)
              .append("at", new BsonDateTime(-62_167_219_200_000L))
              .append("list", Double.NaN));
      things.insertOne(
          new Document("_id", 3)
              .append("whole", 3.0)
              .append("real", 7)
              .append("text", new Document("a", List.of(1)))
              .append("at", new BsonDateTime(253_402_300_800_000L))
              .append("uuid", uuid.toString())
              .append("list", null));
      awaitRow(postgres, 3);
      assertThat(watcher.stats().skipped()).isZero();
    }

    assertThat(postgres.rows("SELECT * FROM things ORDER BY 1").stream().map(SyncIT::withoutTime))
        .containsExactly(
            "1|é\u2028'\"\\{}, $1 \uD83E\uDDA6|"
                + id
                + "|9223372036854775807|0.1|12345678901234567890.0123|t|2026-11-23 12:00:00.123+00"
                + "|2026-11-23 12:00:00+00|"
                + uuid
                + "|\\x00ff07|[1, 2, \"a\\\\b\\\"\"]|2",
            "2|null|null|null|-Infinity|NaN|null|0001-01-01 00:00:00+00 BC|null|null|null"
                + "|{\"$numberDouble\": \"NaN\"}|null",
            "3|{\"a\": [1]}|null|3|7|null|null|10000-01-01 00:00:00+00|null|"
                + uuid
                + "|null|null|null");
  }

  private static String withoutTime(String row) {
    return row.substring(0, row.lastIndexOf('|'));
  }

  @Test
  void putsTheOneBadChangeAwayAndGoesOn() { // 65
    FileDeadLetterStore letters = FileDeadLetterStore.at(dir.resolve("letters.ndjson"));
    PostgresSync sync = sync(postgres, SyncTable.of("things").column("n", SqlType.BIGINT));
    List<Document> documents = new ArrayList<>();
    for (int id = 0; id < 50; id++) {
      documents.add(new Document("_id", id).append("n", id == 25 ? "bad" : id));
    }
    try (Watcher watcher =
        watching(sync)
            .onFailure(FailurePolicy.deadLetter(letters).backoff(Duration.ZERO))
            .start()) {
      things.insertMany(documents);
      things.insertOne(new Document("_id", "last"));
      awaitRow(postgres, "last");
      assertThat(watcher.state()).isEqualTo(WatcherState.RUNNING);
    }

    List<DeadLetter> put = new ArrayList<>();
    letters.forEach(put::add);
    assertThat(put).hasSize(1);
    assertThat(put.get(0).event().documentId()).hasToString("BsonInt32{value=25}");
    assertThat(put.get(0).failure().error()).isEqualTo("java.sql.SQLDataException");
    assertThat(postgres.number("SELECT count(*) FROM things")).isEqualTo(50);
  }

  @Test
  void followsADropAndWhatComesAfterIt() { // 46
    PostgresSync sync = sync(postgres, SyncTable.of("things").onDrop(OnDrop.TRUNCATE));
    try (Watcher watcher = watching(sync).start()) {
      things.insertOne(new Document("_id", 1));
      things.drop();
      things.insertOne(new Document("_id", 2));
      awaitRow(postgres, 2);
      assertThat(watcher.state()).isEqualTo(WatcherState.RUNNING);
    }

    assertThat(postgres.rows("SELECT \"_id\" FROM things")).containsExactly("2");
  }

  @Test
  void waitsWhilePostgresIsAway() {
    try (PostgresServer server = PostgresServer.start()) {
      Postgres own = Postgres.of(server);
      try (Watcher watcher = watching(sync(own, SyncTable.of("things"))).start()) {
        things.insertOne(new Document("_id", 1));
        awaitRow(own, 1);
        server.kill();
        things.insertOne(new Document("_id", 2));
        things.updateOne(Filters.eq(1), Updates.set("n", 1));

        server.restart();

        awaitRow(own, 2);
        assertThat(watcher.stats().retries()).as("of the handler").isZero();
        assertThat(watcher.failure()).isEmpty();
      }
    }
  }

  @Test
  void aStopDoesNotWaitForAPostgresThatIsAway() {
    try (PostgresServer server = PostgresServer.start()) {
      Postgres own = Postgres.of(server);
      Watcher watcher =
          watching(sync(own, SyncTable.of("things"))).drainTimeout(Duration.ofMillis(500)).start();
      things.insertOne(new Document("_id", 0));
      awaitRow(own, 0);
      server.kill();
      things.insertOne(new Document("_id", 1));
      Awaitility.await().atMost(LIMIT).until(() -> isWaiting("streams-handler-"));

      watcher.stop();

      assertThat(watcher.state()).isEqualTo(WatcherState.STOPPED);
      Awaitility.await().atMost(LIMIT).until(() -> !isWaiting("streams-handler-"));
    }
  }

  private static boolean isWaiting(String thread) {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> entry.getKey().getName().startsWith(thread))
        .anyMatch(
            entry ->
                List.of(entry.getValue()).stream()
                    .anyMatch(frame -> frame.getClassName().endsWith("Outage")));
  }
}
