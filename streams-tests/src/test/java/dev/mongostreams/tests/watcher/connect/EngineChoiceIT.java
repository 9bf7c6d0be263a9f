package dev.mongostreams.tests.watcher.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Engine;
import dev.mongostreams.Watcher;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which engine is taken where, on three members. */
final class EngineChoiceIT {
  private static ReplicaSet rs0;
  private static MongoClient writer;

  private final Received received = new Received();

  @BeforeAll
  static void startServers() {
    rs0 = ReplicaSet.builder().members(3).start();
    writer = MongoClients.create(rs0.uri());
  }

  @AfterAll
  static void endServers() {
    writer.close();
    rs0.close();
  }

  @Test
  void thePrimaryIsReadByCommands() {
    assertReads("", Engine.COMMAND);
  }

  @Test
  void aSecondaryIsReadByTheDriver() {
    assertReads("readPreference=secondary", Engine.DRIVER);
    assertRefusesCommands("readPreference=secondary", "the client reads from secondary");
  }

  @Test
  void aClientWideTimeoutIsLeftToTheDriver() {
    assertReads("timeoutMS=3000", Engine.DRIVER);
    assertRefusesCommands(
        "timeoutMS=3000", "the client sets timeoutMS, which a waiting getMore may not carry");
  }

  @Test
  void aTimeoutShorterThanTheServersWaitIsNoneForAnIdleStream() {
    assertReads("timeoutMS=900", Engine.DRIVER);
  }

  private void assertReads(String options, Engine expected) {
    MongoDatabase database = writer.getDatabase(rs0.freshDatabase());
    MongoCollection<Document> predictions =
        database.getCollection("predictions").withWriteConcern(WriteConcern.MAJORITY);
    try (ChangeStreams streams = ChangeStreams.connect(uri(database.getName(), options));
        Watcher watcher = streams.watchCollection("predictions").onChange(received).start()) {
      predictions.insertOne(new Document("_id", 1));
      received.awaitId(1);
      // An empty reply moves the position: a read has waited in vain, and nothing broke.
      var before = watcher.stats().handledUpTo();
      database.getCollection("models").insertOne(new Document());
      Limits.until("an idle read ended", () -> !before.equals(watcher.stats().handledUpTo()));
      predictions.insertOne(new Document("_id", 2));
      received.awaitId(2);

      assertThat(received.ids()).containsExactly(1, 2);
      assertThat(watcher.stats().engine()).isEqualTo(expected);
      assertThat(watcher.stats().errors()).isZero();
    }
  }

  private static void assertRefusesCommands(String options, String obstacle) {
    try (ChangeStreams streams = ChangeStreams.connect(uri("aidb", options))) {
      assertThatThrownBy(
              () ->
                  streams
                      .watchCollection("predictions")
                      .reading(read -> read.engine(Engine.COMMAND))
                      .onChange(change -> {})
                      .start())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Cannot watch aidb.predictions by raw commands: "
                  + obstacle
                  + ". Leave the engine to be chosen, or ask for Engine.DRIVER.");
    }
  }

  private static String uri(String database, String options) {
    String uri = rs0.uri(database);
    return uri + (uri.contains("?") ? "&" : "?") + options;
  }
}
