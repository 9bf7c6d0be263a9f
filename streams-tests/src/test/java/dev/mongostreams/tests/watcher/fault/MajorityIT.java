package dev.mongostreams.tests.watcher.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.Engine;
import dev.mongostreams.WatcherListener.Moving;
import dev.mongostreams.WatcherListener.Stalled;
import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import dev.mongostreams.internal.run.Handling;
import dev.mongostreams.internal.run.Patience;
import dev.mongostreams.internal.run.RunningWatcher;
import dev.mongostreams.internal.watch.WatchOptions;
import dev.mongostreams.testkit.Member;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.tests.watcher.fixture.BothEngines;
import dev.mongostreams.tests.watcher.fixture.Clients;
import dev.mongostreams.tests.watcher.fixture.Heard;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.Unbuilt;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Two of three members replicate nothing: the primary takes writes that no stream may bring. */
@BothEngines
final class MajorityIT {
  private static final Duration STALL = Duration.ofSeconds(3);

  private static ReplicaSet rs0;

  @Parameter private Engine engine;
  private final Received received = new Received();
  private final Heard heard = new Heard();
  private MongoClient writer;
  private MongoClient reader;
  private MongoCollection<Document> predictions;
  private RunningWatcher watcher;

  @BeforeAll
  static void startServers() {
    rs0 = ReplicaSet.builder().members(3).parameter("enableTestCommands", "1").start();
  }

  @AfterAll
  static void endServers() {
    rs0.close();
  }

  @BeforeEach
  void connect() {
    writer = MongoClients.create(Clients.quick(rs0.uri(), "writer").build());
    reader = MongoClients.create(Clients.quick(rs0.uri(), "reader").build());
    predictions = writer.getDatabase(rs0.freshDatabase()).getCollection("predictions");
    watcher =
        Unbuilt.watcher(
            Unbuilt.source(engine, reader, predictions.getNamespace(), read -> read),
            WatchOptions.named("majority").stallAfter(STALL).listener(heard),
            Patience.asking(() -> true));
    watcher.start(new Handling.Each(received));
  }

  @AfterEach
  void disconnect() {
    watcher.stop();
    reader.close();
    writer.close();
  }

  @Test
  void aSetThatHasLostItsMajorityIsNotTakenForAHealthyOne() { // 18
    write(1, WriteConcern.MAJORITY);
    received.awaitId(1);
    String primary = rs0.primary().address();
    List<Member> secondaries =
        rs0.members().stream().filter(member -> !member.address().equals(primary)).toList();

    secondaries.forEach(member -> replicate(member, false));
    try {
      write(2, WriteConcern.W1);
      Limits.until("it is told", () -> !heard.of(Stalled.class).isEmpty());
      assertStandsStill();
      assertThat(rs0.primary().address()).isEqualTo(primary);
    } finally {
      secondaries.forEach(member -> replicate(member, true));
    }

    received.awaitId(2);
    Limits.until("that is told too", () -> !heard.of(Moving.class).isEmpty());
    Limits.until("it is not behind", () -> isSmall(watcher.stats().lag().read()));
    assertThat(watcher.stats().stalledSince()).isNull();
    assertThat(heard.of(Stalled.class)).hasSize(1);
    assertThat(received.ids()).containsExactly(1, 2);
  }

  private void assertStandsStill() {
    WatcherStats stats = watcher.stats();
    assertThat(stats.stalledSince()).isNotNull();
    assertThat(stats.lag().read()).isGreaterThanOrEqualTo(STALL);
    assertThat(stats.lag().handled()).isGreaterThanOrEqualTo(STALL);
    assertThat(stats.state())
        .as("there is a cursor, and it answers")
        .isEqualTo(WatcherState.RUNNING);
    assertThat(stats.errors()).isZero();
    assertThat(received.ids()).containsExactly(1);
    assertThat(heard.of(Moving.class)).isEmpty();
  }

  private static boolean isSmall(Duration lag) {
    return lag != null && lag.compareTo(STALL) < 0;
  }

  private void write(int id, WriteConcern concern) {
    predictions.withWriteConcern(concern).insertOne(new Document("_id", id));
  }

  /** Stops the replication of a member, which goes on to vote for its primary. */
  private static void replicate(Member member, boolean on) {
    try (MongoClient client =
        MongoClients.create("mongodb://" + member.address() + "/?directConnection=true")) {
      client
          .getDatabase("admin")
          .runCommand(
              new Document("configureFailPoint", "stopReplProducer")
                  .append("mode", on ? "off" : "alwaysOn"));
    }
  }
}
