package dev.mongostreams.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.cli.Overrun;
import dev.mongostreams.cli.Run;
import dev.mongostreams.testkit.ReplicaSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The doctor under the least rights that watching needs, and under too few. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DoctorRightsIT {
  private static final String PASSWORD = "s3cret-pa55";

  @TempDir private static Path directory;
  private static ReplicaSet rs0;

  @TempDir Path store;

  @BeforeAll
  static void startServer() throws IOException {
    Path key = directory.resolve("key");
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, "onlyForThisTest");
    rs0 =
        ReplicaSet.builder()
            .from("local")
            .oplogMb(1)
            .argument("--syncdelay", "1", "--keyFile", key.toString())
            .start();
    try (MongoClient first = MongoClients.create(rs0.uri())) {
      first
          .getDatabase("admin")
          .runCommand(user("root", Document.parse("{role: 'root', db: 'admin'}")));
    }
    try (MongoClient root = MongoClients.create(uri("root", PASSWORD))) {
      root.getDatabase("aidb").createCollection("predictions");
      root.getDatabase("aidb")
          .runCommand(
              Document.parse(
                  "{createRole: 'watcher', roles: [], privileges: [{resource: {db: 'aidb',"
                      + " collection: 'predictions'}, actions: ['find', 'changeStream']}]}"));
      root.getDatabase("admin")
          .runCommand(user("ann", Document.parse("{role: 'watcher', db: 'aidb'}")));
    }
  }

  private static Document user(String name, Document role) {
    return new Document("createUser", name).append("pwd", PASSWORD).append("roles", List.of(role));
  }

  @AfterAll
  static void endServer() {
    rs0.close();
  }

  @Test
  void endsWithFiveForAWrongPasswordAndDoesNotRepeatIt() {
    Run run = doctor(uri("ann", "wrong-" + PASSWORD));

    assertThat(run.code()).isEqualTo(5);
    assertThat(run.out())
        .contains("ok       reachable")
        .contains("problem  authenticated")
        .contains("the server refuses the credentials")
        .doesNotContain(PASSWORD);
  }

  @Test
  void endsWithFiveWhenARightIsMissingAndNamesWhatIsAllowed() {
    Run run = doctor(uri("ann", PASSWORD));

    assertThat(run.code()).as(run.out()).isEqualTo(5);
    assertThat(run.out())
        .containsPattern("problem  rights, aidb  +this user lacks the right to \\(code 13\\)")
        .contains("find and changeStream on the whole database aidb")
        .containsPattern("ok       rights, aidb.predictions  +a change stream opens")
        .containsPattern("ok       rights, all databases  +not allowed, and not asked for");
  }

  @Test
  void theLeastRightsAreEnoughAndWhatTheyHideIsUnknown() {
    Run run = doctor(uri("ann", PASSWORD), "--collection", "predictions");

    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out())
        .containsPattern("ok       authenticated  +the server takes the credentials")
        .containsPattern("unknown  write concern  +this user may not see it")
        .containsPattern("unknown  oplog  +this user may not see it")
        .contains("a user that has the right to read the database local")
        .contains("problems: 0")
        .doesNotContain(PASSWORD);
  }

  @Test
  void whoMayNotSeeTheHistoryTriesACheckpoint() {
    List<String> watch = List.of("--uri", uri("ann", PASSWORD), "--collection", "predictions");
    List<String> saving = new ArrayList<>(watch);
    saving.addAll(List.of("--checkpoint", "d", "--checkpoint-store", store.toString()));
    saving.addAll(List.of("--idle-timeout", "500ms"));
    assertThat(Run.of(saving.toArray(String[]::new)).code()).isZero();
    Run young = doctor(uri("ann", PASSWORD), "--collection", "predictions");
    assertThat(young.code()).as(young.out()).isZero();
    assertThat(young.out()).containsPattern("ok       checkpoint d  +a change stream opens at");

    try (MongoClient root = MongoClients.create(uri("root", PASSWORD))) {
      Overrun.of(root, root.getDatabase("others"));
    }
    Run late = doctor(uri("ann", PASSWORD), "--collection", "predictions");

    assertThat(late.code()).as(late.out()).isEqualTo(6);
    assertThat(late.out()).contains("problem  checkpoint d");
  }

  private Run doctor(String uri, String... more) {
    List<String> all =
        new ArrayList<>(List.of("doctor", "--uri", uri, "--checkpoint-store", store.toString()));
    all.addAll(List.of(more));
    return Run.of(all.toArray(String[]::new));
  }

  private static String uri(String user, String password) {
    return rs0.uri("aidb").replace("mongodb://", "mongodb://" + user + ":" + password + "@")
        + "&authSource=admin";
  }
}
