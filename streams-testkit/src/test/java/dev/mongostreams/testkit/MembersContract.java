package dev.mongostreams.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What members do, wherever they run. */
@Timeout(120)
abstract class MembersContract {
  private final String where;

  MembersContract(String where) {
    this.where = where;
  }

  ReplicaSetBuilder builder() {
    return ReplicaSet.builder().from(where);
  }

  @Test
  void discoveringClientsFindAllThreeMembers() {
    try (ReplicaSet rs0 = builder().members(3).start();
        MongoClient client = MongoClients.create(rs0.uri("aidb"))) {
      Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
      assertThat(hello.getString("setName")).isEqualTo("rs0");
      assertThat(hello.getList("hosts", String.class))
          .containsExactlyElementsOf(rs0.members().stream().map(Member::address).toList());
      client
          .getDatabase("aidb")
          .getCollection("models")
          .withWriteConcern(new WriteConcern(3).withWTimeout(20, TimeUnit.SECONDS))
          .insertOne(new Document("_id", 1));
    }
  }

  @Test
  void anotherMemberTakesOverAfterAKillAndTheKilledOneComesBack() {
    try (ReplicaSet rs0 = builder().members(3).start();
        MongoClient client = MongoClients.create(rs0.uri("aidb") + "&w=majority")) {
      MongoCollection<Document> models = client.getDatabase("aidb").getCollection("models");
      models.insertOne(new Document("_id", 1));
      Member killed = rs0.primary();
      killed.kill();
      Member next = rs0.primary();
      assertThat(next.address()).isNotEqualTo(killed.address());
      models.insertOne(new Document("_id", 2));
      killed.restart();
      models
          .withWriteConcern(new WriteConcern(3).withWTimeout(20, TimeUnit.SECONDS))
          .insertOne(new Document("_id", 3));
      assertThat(models.countDocuments()).isEqualTo(3);
    }
  }

  @Test
  void steppingDownMovesThePrimaryToAnotherMember() {
    try (ReplicaSet rs0 = builder().members(3).start()) {
      Member old = rs0.primary();
      assertThat(rs0.stepDown().address()).isNotEqualTo(old.address());
    }
  }

  @Test
  void aLoneMemberStepsDownStopsAndRestartsWithItsData() {
    try (ReplicaSet rs0 = builder().start();
        MongoClient client = MongoClients.create(rs0.uri("aidb"))) {
      MongoCollection<Document> models = client.getDatabase("aidb").getCollection("models");
      models.insertOne(new Document("_id", 1));
      assertThat(rs0.stepDown().address()).isEqualTo(rs0.member(0).address());
      rs0.member(0).stop();
      assertThat(rs0.member(0).isPrimary()).isFalse();
      rs0.member(0).restart();
      assertThat(models.countDocuments()).isEqualTo(1);
      rs0.member(0).kill();
      rs0.member(0).restart();
      assertThat(models.countDocuments()).isEqualTo(1);
    }
  }

  @Test
  void oplogParametersAndArgumentsReachTheServer() {
    try (ReplicaSet rs0 =
            builder()
                .oplogMb(1)
                .parameter("enableTestCommands", "1")
                .argument("--syncdelay", "1")
                .start();
        MongoClient client = MongoClients.create(rs0.uri())) {
      MongoDatabase admin = client.getDatabase("admin");
      Document stats =
          client.getDatabase("local").runCommand(new Document("collStats", "oplog.rs"));
      assertThat(stats.get("maxSize", Number.class).longValue()).isEqualTo(1 << 20);
      Document parameters =
          admin.runCommand(
              new Document("getParameter", 1)
                  .append("enableTestCommands", 1)
                  .append("syncdelay", 1));
      assertThat(parameters.get("enableTestCommands")).isEqualTo(true);
      assertThat(parameters.get("syncdelay", Number.class).intValue()).isEqualTo(1);
    }
  }

  @Test
  void connectionsOfAProxiedMemberCanBeCut() {
    try (ReplicaSet rs0 = builder().proxied().start();
        MongoClient client = MongoClients.create(rs0.uri() + "&maxPoolSize=1")) {
      int before = connectionId(client);
      assertThat(connectionId(client)).isEqualTo(before);
      rs0.member(0).cutConnections();
      assertThat(connectionIdAfterAnError(client)).isNotEqualTo(before);
    }
  }

  @Test
  void aProxiedMemberCanBeSilencedAndComesBack() {
    try (ReplicaSet rs0 = builder().proxied().start();
        MongoClient client = MongoClients.create(rs0.uri())) {
      connectionId(client);
      rs0.member(0).blackHole();
      try (MongoClient late = MongoClients.create(rs0.uri() + "&serverSelectionTimeoutMS=500")) {
        assertThatThrownBy(() -> connectionId(late)).isInstanceOf(MongoTimeoutException.class);
      }
      rs0.member(0).restore();
      assertThat(connectionIdAfterAnError(client)).isPositive();
    }
  }

  @Test
  void aMemberWithoutAProxySaysHowToGetOne() {
    try (ReplicaSet rs0 = builder().start()) {
      assertThatThrownBy(() -> rs0.member(0).cutConnections())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "Cannot cut connections to %s: its clients reach it directly."
                  + " Build the set with proxied().",
              rs0.member(0).address());
    }
  }

  // Whether the driver meets the cut itself or hears of it in time is a race, and its pool is
  // cleared
  // by whichever comes later: each of them costs one call at most.
  private static int connectionIdAfterAnError(MongoClient client) {
    MongoException last = new MongoException("never asked");
    for (int tries = 0; tries < 5; tries++) {
      try {
        return connectionId(client);
      } catch (MongoSocketException | MongoConnectionPoolClearedException cut) {
        last = cut;
      }
    }
    throw last;
  }

  private static int connectionId(MongoClient client) {
    return client
        .getDatabase("admin")
        .runCommand(new Document("hello", 1), ReadPreference.primary())
        .getInteger("connectionId");
  }
}
