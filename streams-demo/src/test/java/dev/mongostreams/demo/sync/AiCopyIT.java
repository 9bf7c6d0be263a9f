package dev.mongostreams.demo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.demo.ai.AiDatabase;
import dev.mongostreams.demo.ai.Model;
import dev.mongostreams.demo.postgres.PostgresPool;
import dev.mongostreams.demo.postgres.PostgresUrl;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.testkit.postgres.PostgresServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same interface over the collections, and over the tables that a sync keeps of them. */
@ExtendWith(Rs0Extension.class)
class AiCopyIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static PostgresServer server;

  private PostgresUrl url;
  private PostgresPool pool;
  private ChangeStreams streams;
  private AiCopy copy;
  private AiDatabase mongo;
  private AiDatabase postgres;

  @BeforeAll
  static void start() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @BeforeEach
  void open(ReplicaSet rs0, MongoDatabase database) {
    url = PostgresUrl.parse(server.freshSchema());
    pool = PostgresPool.open(url);
    streams = ChangeStreams.connect(rs0.uri(database.getName()));
    copy = AiCopy.start(streams, pool.source(), (connection, changes) -> {});
    mongo = AiDatabase.open("mongodb", rs0.uri(database.getName()));
    postgres = AiDatabase.open("postgresql", url.withCredentials());
  }

  @AfterEach
  void close() {
    postgres.close();
    mongo.close();
    copy.close();
    streams.close();
    pool.close();
  }

  private void awaitModel(long id) {
    await().atMost(LIMIT).until(() -> postgres.findModel(id).isPresent());
  }

  @Test
  void theSameQueriesHaveTheSameAnswers() {
    Model model = mongo.createModel("a 'quoted' \u2028 name", "tree");
    long version = mongo.createVersion(model.id(), "1.0.0").id();
    Map<String, Object> input =
        Map.of("text", "x\"y\\", "numbers", List.of(1, 2L, 2.0, 0.1, 1e15, 1e300, Long.MAX_VALUE));
    mongo.logPrediction(version, input, Map.of("is", Map.of("a", List.of(true))), 0.25);
    long corrected = mongo.logPrediction(version, Map.of(), Map.of(), 0.5).id();
    mongo.updateConfidence(corrected, 0.75);
    mongo.recordMetric(version, "accuracy", 0.1);
    mongo.updateModel(model.id(), "forest");
    long deleted = mongo.createModel("b", "tree").id();
    mongo.createModel("c", "tree");
    mongo.deleteModel(deleted);
    awaitModel(mongo.createModel("last", "tree").id());

    assertThat(new SideBySide(mongo, postgres, text -> {}).differing(4)).isZero();
    assertThat(postgres.findModel(model.id())).isEqualTo(mongo.findModel(model.id()));
    assertThat(postgres.findModel(deleted)).isEmpty();
    assertThat(postgres.findPredictions(version))
        .hasSize(2)
        .isEqualTo(mongo.findPredictions(version));
  }

  @Test
  void whatIsOnlyInOneOfThemIsSeen() {
    long model = mongo.createModel("a", "tree").id();
    awaitModel(model);
    pool.update("UPDATE models SET architecture = 'another'");

    assertThat(new SideBySide(mongo, postgres, text -> {}).differing(1)).isEqualTo(1);
  }

  @Test
  void theSyncedTablesAreOnlyRead() {
    long model = mongo.createModel("a", "tree").id();
    awaitModel(model);

    assertThatThrownBy(() -> postgres.createModel("b", "tree"))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Cannot write to the table models at 127.0.0.1:")
        .hasMessageEndingWith("Write to MongoDB.");
    assertThatThrownBy(() -> postgres.updateModel(model, "forest"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> postgres.deleteModel(model))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(postgres.findModel(model)).isEqualTo(mongo.findModel(model));
  }

  @Test
  void tablesOfItsOwnAreLaidOutAsThoseOfASync() {
    PostgresUrl own = PostgresUrl.parse(server.freshSchema());
    AiDatabase.open("postgresql", own.withCredentials()).close();

    assertThat(layout(own)).isEqualTo(layout(url)).hasSizeGreaterThan(20);
  }

  private static List<String> layout(PostgresUrl where) {
    try (PostgresPool pool = PostgresPool.open(where)) {
      return pool.query(
          row -> row.getString(1) + "." + row.getString(2) + " " + row.getString(3),
          "SELECT table_name, column_name, data_type FROM information_schema.columns"
              + " WHERE table_schema = current_schema() AND table_name <> ?"
              + " ORDER BY table_name, column_name",
          "mongo_streams_checkpoints");
    }
  }
}
