package dev.mongostreams.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ChangeStreamPreAndPostImagesOptions;
import com.mongodb.client.model.CreateCollectionOptions;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.cli.Overrun;
import dev.mongostreams.cli.Run;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.testkit.local.Standalone;
import dev.mongostreams.testkit.way.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The doctor at real servers, good ones and bad ones. */
@ExtendWith(Rs0Extension.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DoctorIT {
  @TempDir Path dir;

  @Test
  void findsNothingWrongWithAGoodSet(ReplicaSet rs0, MongoDatabase database) {
    database.createCollection("things");

    Run run = doctor(rs0.uri(database.getName()));

    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("ok       reachable")
        .contains("rs0\n")
        .contains("MongoDB " + rs0.version())
        .contains("rights, " + database.getName() + ".things")
        .contains("rights, all databases")
        .contains("the set's default w: majority")
        .contains("there is none in the store")
        .endsWith("problems: 0, warnings: 0, unknown: 0\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void namesTheCollectionsThatKeepImages(ReplicaSet rs0, MongoDatabase database) {
    database.createCollection("plain");
    database.createCollection(
        "kept",
        new CreateCollectionOptions()
            .changeStreamPreAndPostImagesOptions(new ChangeStreamPreAndPostImagesOptions(true)));
    String name = database.getName();

    assertThat(doctor(rs0.uri(name)).out())
        .contains("on: " + name + ".kept (kept as long as the oplog); ")
        .contains("off, so not to be asked for: " + name + ".plain");
    assertThat(doctor(rs0.uri(name), "--collection", "plain").out())
        .contains("on: none; off, so not to be asked for: " + name + ".plain");
  }

  @Test
  void knowsOurOpenCursorsByTheirLabel(ReplicaSet rs0, MongoDatabase database) {
    String uri = rs0.uri(database.getName());
    try (ChangeStreams streams = ChangeStreams.connect(uri);
        Watcher watcher =
            streams
                .watchCollection("things")
                .reading(read -> read.comment("streams orders-of-the-test"))
                .onChange(change -> {})
                .start()) {
      assertThat(watcher.state()).isNotNull();

      assertThat(doctor(uri).out()).contains("streams orders-of-the-test");
    }
  }

  @Test
  void tellsProgramsTheSame(ReplicaSet rs0, MongoDatabase database) {
    BsonDocument report =
        BsonDocument.parse(doctor(rs0.uri(database.getName()), "--format", "json").out());

    assertThat(report.getInt32("exitCode").getValue()).isZero();
    assertThat(report.getArray("findings"))
        .extracting(finding -> finding.asDocument().getString("name").getValue())
        .contains("reachable", "version", "oplog", "checkpoint", "images", "clock", "pool");
  }

  @Test
  void warnsOfWritesThatDoNotWait(ReplicaSet rs0, MongoDatabase database) {
    Run run = doctor(rs0.uri(database.getName()) + "&w=1&maxPoolSize=2");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("warning  write concern")
        .contains("the connection string's w: 1")
        .contains("up to 100 ms")
        .contains("warning  pool")
        .contains("problems: 0, warnings: 2");
  }

  @Test
  void endsWithFourAtAStandalone() {
    try (Standalone standalone = Standalone.start()) {
      Run run = doctor(standalone.uri());

      assertThat(run.code()).isEqualTo(4);
      assertThat(run.out())
          .contains("ok       reachable")
          .contains("problem  replica set")
          .contains("it is a standalone")
          .contains("Start mongod with --replSet rs0");
    }
  }

  @Test
  void endsWithFourAtAMemberThatWasNeverInitiated() {
    try (Standalone lonely = Standalone.uninitiated()) {
      Run run = doctor(lonely.uri() + "?replicaSet=rs0");

      assertThat(run.code()).isEqualTo(4);
      assertThat(run.out()).contains("problem  replica set").contains("Run rs.initiate() once");
    }
  }

  @Test
  void endsWithThreeWhereThereIsNoServer() {
    String host = "127.0.0.1:" + FreePort.next();

    Run run = doctor("mongodb://ann:s3cret-pa55@" + host + "/?replicaSet=rs0");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .contains("problem  reachable")
        .contains(host + " refuses connections")
        .doesNotContain("s3cret", "ann");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void endsWithSixWhenACheckpointIsTooOld() {
    try (ReplicaSet rs0 = ReplicaSet.builder().oplogMb(1).argument("--syncdelay", "1").start();
        MongoClient client = MongoClients.create(rs0.uri())) {
      MongoDatabase database = client.getDatabase(rs0.freshDatabase());
      String uri = rs0.uri(database.getName());
      assertThat(save(uri, "late").code()).isZero();
      assertThat(doctor(uri).code()).as("it is young").isZero();
      Overrun.of(client, database);
      assertThat(save(uri, "young").code()).isZero();

      Run run = doctor(uri);

      assertThat(run.code()).as(run.out()).isEqualTo(6);
      assertThat(run.out())
          .contains("problem  checkpoint late")
          .contains("and the server's history begins at")
          .contains("--on-history-lost")
          .doesNotContain("problem  checkpoint young");
    }
  }

  @Test
  void endsWithEightWhenACheckpointCannotBeRead(ReplicaSet rs0, MongoDatabase database)
      throws IOException {
    Files.writeString(dir.resolve("torn.checkpoint"), "half of a checkpoi");

    Run run = doctor(rs0.uri(database.getName()));

    assertThat(run.code()).as(run.out()).isEqualTo(8);
    assertThat(run.out()).contains("problem  checkpoint torn");
  }

  private Run save(String uri, String name) {
    String store = dir.toString();
    String[] watch = {"--uri", uri, "--checkpoint", name, "--checkpoint-store", store};
    List<String> all = new ArrayList<>(List.of(watch));
    all.addAll(List.of("--idle-timeout", "500ms"));
    return Run.of(all.toArray(String[]::new));
  }

  private Run doctor(String uri, String... more) {
    List<String> all =
        new ArrayList<>(List.of("doctor", "--uri", uri, "--checkpoint-store", dir.toString()));
    all.addAll(List.of(more));
    return Run.of(all.toArray(String[]::new));
  }
}
