package dev.mongostreams.tests.watcher.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Engine;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.WatcherStats;
import dev.mongostreams.checkpoint.MemoryCheckpointStore;
import dev.mongostreams.failure.NotAllowedException;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.tests.watcher.fixture.BothEngines;
import dev.mongostreams.tests.watcher.fixture.Clients;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.SentCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** A server that asks who one is, and a user who may watch one collection only. */
@BothEngines
final class RightsIT {
  private static final String PASSWORD = "s3cret-pa55";

  @TempDir private static Path directory;
  private static ReplicaSet rs0;

  @Parameter private Engine engine;
  private final Received received = new Received();

  @BeforeAll
  static void startServer() throws IOException {
    Path key = directory.resolve("key");
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, "onlyForThisTest");
    rs0 = ReplicaSet.builder().from("local").argument("--keyFile", key.toString()).start();
    try (MongoClient first = MongoClients.create(rs0.uri())) {
      first
          .getDatabase("admin")
          .runCommand(user("root", Document.parse("{role: 'root', db: 'admin'}")));
    }
    try (MongoClient root = MongoClients.create(uri("root", PASSWORD, "admin"))) {
      root.getDatabase("aidb").runCommand(role());
      root.getDatabase("admin")
          .runCommand(user("ann", Document.parse("{role: 'watcher', db: 'aidb'}")));
    }
  }

  private static Document user(String name, Document role) {
    return new Document("createUser", name).append("pwd", PASSWORD).append("roles", List.of(role));
  }

  private static Document role() {
    return Document.parse(
        "{createRole: 'watcher', roles: [], privileges: [{resource: {db: 'aidb', collection:"
            + " 'predictions'}, actions: ['find', 'changeStream', 'insert']}]}");
  }

  @AfterAll
  static void endServer() {
    rs0.close();
  }

  @Test
  void theRightsToOneCollectionAreEnoughForIt() {
    try (ChangeStreams streams = ChangeStreams.connect(uri("ann", PASSWORD, "aidb"));
        MongoClient client = MongoClients.create(uri("ann", PASSWORD, "aidb"))) {
      streams
          .watchCollection("predictions")
          .reading(read -> read.engine(engine))
          .onChange(received)
          .start();

      client.getDatabase("aidb").getCollection("predictions").insertOne(new Document());

      assertThat(received.await(1)).hasSize(1);
    }
  }

  @Test
  void theyAreEnoughForACheckpointWhichKnowsLessThen() {
    MemoryCheckpointStore store = new MemoryCheckpointStore();
    try (ChangeStreams streams = ChangeStreams.connect(uri("ann", PASSWORD, "aidb"))) {
      streams
          .watchCollection("predictions")
          .reading(read -> read.engine(engine))
          .onChange(received)
          .resumeFrom("ann", store)
          .start();
    }
    try (ChangeStreams streams = ChangeStreams.connect(uri("root", PASSWORD, "aidb"))) {
      streams
          .watchDatabase()
          .reading(read -> read.engine(engine))
          .onChange(received)
          .resumeFrom("root", store)
          .start();
    }

    assertThat(parts(store, "ann"))
        .containsEntry("replica set", "rs0")
        .doesNotContainKey("replica set id");
    assertThat(parts(store, "root")).containsKey("replica set id");
  }

  @Test
  void theHistoryOfTheServerIsKnownToWhoMayReadItAndAskedForOnceOfWhoMayNot() {
    SentCommands sent = new SentCommands();
    try (MongoClient client = Clients.quick(uri("ann", PASSWORD, "aidb"), "rights", sent);
        ChangeStreams streams = ChangeStreams.of(client, "aidb")) {
      Watcher ann = watchPredictions(streams);
      Watcher bob = watchPredictions(streams);

      Limits.until("it was refused", () -> sent.failed("find") == 1);
      Limits.until("the lag is known all the same", () -> ann.stats().lag().read() != null);
      assertThat(ann.stats().history()).isEqualTo(new WatcherStats.History(null, null));
      assertThat(bob.stats().history()).isEqualTo(new WatcherStats.History(null, null));
      assertThat(sent.started("find")).isEqualTo(1);
    }
    try (ChangeStreams streams = ChangeStreams.connect(uri("root", PASSWORD, "aidb"))) {
      Watcher root = watchPredictions(streams);

      Limits.until("it is known", () -> root.stats().history().left() != null);
      assertThat(root.stats().history().window()).isPositive();
    }
  }

  private Watcher watchPredictions(ChangeStreams streams) {
    return streams
        .watchCollection("predictions")
        .reading(read -> read.engine(engine))
        .onChange(received)
        .start();
  }

  private static Map<String, String> parts(MemoryCheckpointStore store, String name) {
    return store.read(name).identity().parts();
  }

  @Test
  void aWiderScopeNamesTheRightThatIsMissing() { // 16
    try (ChangeStreams streams = ChangeStreams.connect(uri("ann", PASSWORD, "aidb"))) {
      assertRefused(
          streams.watchCollection("models"),
          "Cannot watch aidb.models: this user lacks the right to (code 13). Log in as a user that"
              + " has find and changeStream on the collection aidb.models.");
      assertRefused(
          streams.watchCollections("models", "predictions"),
          "Cannot watch aidb.[models, predictions]: this user lacks the right to (code 13). Log in as"
              + " a user that has find and changeStream on the whole database aidb, which several"
              + " collections on one cursor need, or watch each with a watcher of its own.");
      assertRefused(
          streams.watchDatabase(),
          "Cannot watch aidb: this user lacks the right to (code 13). Log in as a user that has find"
              + " and changeStream on the whole database aidb.");
      assertRefused(
          streams.watchCluster(),
          "Cannot watch all databases: this user lacks the right to (code 13). Log in as a user that"
              + " has find and changeStream on all databases.");
    }
  }

  private void assertRefused(WatcherBuilder builder, String message) {
    assertThatThrownBy(
            () -> builder.reading(read -> read.engine(engine)).onChange(received).start())
        .isInstanceOf(NotAllowedException.class)
        .hasMessage(message);
  }

  @Test
  void aWrongPasswordIsRefusedAndNotRepeated() { // 16
    assertThatThrownBy(() -> ChangeStreams.connect(uri("ann", "wrong-" + PASSWORD, "aidb")))
        .isInstanceOf(NotAllowedException.class)
        .hasMessageEndingWith(
            ": the server refuses the credentials. Check user name, password and authSource of the"
                + " connection string; with X.509, that $external has a"
                + " user named as the certificate's subject.")
        .hasMessageNotContaining(PASSWORD);
  }

  @Test
  void nobodyMayWatch() {
    try (ChangeStreams streams = ChangeStreams.connect(rs0.uri("aidb"))) {
      assertRefused(
          streams.watchCollection("predictions"),
          "Cannot watch aidb.predictions: this user lacks the right to (code 13). Log in as a user"
              + " that has find and changeStream on the collection aidb.predictions.");
    }
  }

  private static String uri(String user, String password, String database) {
    return rs0.uri(database).replace("mongodb://", "mongodb://" + user + ":" + password + "@")
        + "&authSource=admin";
  }
}
