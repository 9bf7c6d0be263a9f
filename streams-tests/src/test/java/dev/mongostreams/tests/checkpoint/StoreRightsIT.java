package dev.mongostreams.tests.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.StartPosition;
import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.checkpoint.CheckpointIdentity;
import dev.mongostreams.checkpoint.CheckpointSlot;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.checkpoint.MongoCheckpointStore;
import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.testkit.ReplicaSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that asks who one is, and users who may do more or less with the collection. */
final class StoreRightsIT {
  private static final String PASSWORD = "s3cret-pa55";
  private static final Checkpoint CHECKPOINT =
      Checkpoint.of(
          StartPosition.at(new BsonTimestamp(1, 1)),
          new CheckpointIdentity(Map.of()),
          Instant.EPOCH);

  @TempDir private static Path directory;
  private static ReplicaSet rs0;

  @BeforeAll
  static void startServer() throws IOException {
    Path key = directory.resolve("key");
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, "onlyForThisTest");
    rs0 = ReplicaSet.builder().from("local").argument("--keyFile", key.toString()).start();
    try (MongoClient first = MongoClients.create(rs0.uri())) {
      first.getDatabase("admin").runCommand(user("root", "root"));
    }
    try (MongoClient root = as("root", PASSWORD)) {
      for (String[] role :
          new String[][] {
            {"reader", "find"}, {"keeper", "find", "insert", "update", "remove"},
          }) {
        root.getDatabase("admin").runCommand(role(role[0], List.of(role).subList(1, role.length)));
        root.getDatabase("admin").runCommand(user("the-" + role[0], role[0]));
      }
    }
  }

  private static Document role(String name, List<String> actions) {
    return new Document("createRole", name)
        .append("roles", List.of())
        .append(
            "privileges",
            List.of(
                new Document("resource", Document.parse("{db: 'aidb', collection: 'checkpoints'}"))
                    .append("actions", actions)));
  }

  private static Document user(String name, String role) {
    return new Document("createUser", name)
        .append("pwd", PASSWORD)
        .append("roles", List.of(new Document("role", role).append("db", "admin")));
  }

  private static MongoClient as(String user, String password) {
    return MongoClients.create(
        rs0.uri("aidb").replace("mongodb://", "mongodb://" + user + ":" + password + "@")
            + (rs0.uri("aidb").contains("?") ? "&" : "?")
            + "authSource=admin");
  }

  private static CheckpointStore in(MongoClient client) {
    return MongoCheckpointStore.in(client.getDatabase("aidb").getCollection("checkpoints"));
  }

  @AfterAll
  static void endServer() {
    rs0.close();
  }

  @Test
  void fourRightsOnTheCollectionAreEnough() {
    try (MongoClient client = as("the-keeper", PASSWORD)) {
      try (CheckpointSlot slot = in(client).claim("enough")) {
        slot.save(CHECKPOINT);
      }

      assertThat(in(client).read("enough")).isEqualTo(CHECKPOINT);
      assertThat(in(client).names()).contains("enough");
      assertThat(in(client).delete("enough")).isTrue();
    }
  }

  @Test
  void aMissingRightIsNamed() { // 30
    try (MongoClient client = as("the-reader", PASSWORD)) {
      assertThat(in(client).read("w")).isNull();
      assertThatThrownBy(() -> in(client).claim("w"))
          .isInstanceOf(CheckpointFailedException.class)
          .hasMessage(
              "Cannot claim the checkpoint w in aidb.checkpoints: this user lacks the right to (code"
                  + " 13). Log in as a user that has find, insert, update and remove on the"
                  + " collection aidb.checkpoints.");
    }
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() { // 30
    try (MongoClient client = as("the-keeper", "wrong-" + PASSWORD)) {
      assertThatThrownBy(() -> in(client).claim("w"))
          .isInstanceOf(CheckpointFailedException.class)
          .hasMessage(
              "Cannot claim the checkpoint w in aidb.checkpoints: the server refuses the credentials."
                  + " Check user name, password and authSource of the connection string.");
    }
  }
}
