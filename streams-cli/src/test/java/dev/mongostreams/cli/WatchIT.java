package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command line as a process of its own, on a real replica set. */
@ExtendWith(Rs0Extension.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchIT {
  @TempDir Path dir;

  @Test
  void printsTenThousandInsertsInOrder(ReplicaSet rs0, MongoDatabase database) throws Exception {
    Started streams = start(rs0, database, "--format", "json", "--limit", "10000");
    for (int first = 0; first < 10_000; first += 500) {
      List<Document> some = new ArrayList<>();
      for (int id = first; id < first + 500; id++) {
        some.add(new Document("_id", id));
      }
      database.getCollection("things").insertMany(some);
    }

    assertThat(streams.end()).isZero();
    List<String> lines = Files.readAllLines(streams.out());
    assertThat(lines).hasSize(10_000);
    for (int id = 0; id < 10_000; id++) {
      assertThat(
              BsonDocument.parse(lines.get(id))
                  .getDocument("documentKey")
                  .getInt32("_id")
                  .getValue())
          .isEqualTo(id);
    }
  }

  @Test
  void endsWithZeroOnSigterm(ReplicaSet rs0, MongoDatabase database) throws Exception { // 75
    Started streams = start(rs0, database);
    streams.process().destroy();

    assertThat(streams.end()).isZero();
  }

  @Test
  void endsWith130OnSigint(ReplicaSet rs0, MongoDatabase database) throws Exception {
    Started streams = start(rs0, database);
    new ProcessBuilder("kill", "-INT", Long.toString(streams.process().pid())).start().waitFor();

    assertThat(streams.end()).isEqualTo(130);
  }

  @Test
  void writesAnewLineAfterHalfALine(ReplicaSet rs0, MongoDatabase database) throws Exception {
    Files.writeString(dir.resolve("out"), "half");
    Started streams = start(rs0, database, "--format", "json", "--limit", "1");
    database.getCollection("things").insertOne(new Document("_id", 1));

    assertThat(streams.end()).isZero();
    assertThat(Files.readAllLines(streams.out())).hasSize(2).first().isEqualTo("half");
  }

  @Test
  void refusesAnUnknownStageAndAView(ReplicaSet rs0, MongoDatabase database) {
    database.createCollection("things");
    database.createView("seen", "things", List.of());
    String uri = rs0.uri(database.getName());

    Run stage = Run.of("--uri", uri, "--pipeline", "[{\"$foo\": 1}]");
    Run view = Run.of("--uri", uri, "--collection", "seen");

    assertThat(stage.code()).isEqualTo(2);
    assertThat(stage.err()).contains("Unrecognized pipeline stage name: '$foo' (code 40324)");
    assertThat(view.code()).isEqualTo(2);
    assertThat(view.err()).contains("it is a view");
  }

  @Test
  void refusesAStartInTheFuture(ReplicaSet rs0) {
    Run run = Run.of("--uri", rs0.uri(), "--start-at", "2100-01-01T00:00:00Z");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("Cannot start at 2100-01-01T00:00:00Z: the server's own time is");
  }

  @Test
  void endsWhenNothingComes(ReplicaSet rs0, MongoDatabase database) {
    Run run = Run.of("--uri", rs0.uri(database.getName()), "--idle-timeout", "100ms");

    assertThat(run.code()).isZero();
    assertThat(run.err())
        .isEqualTo("watching " + database.getName() + " (rs0, MongoDB " + rs0.version() + ")\n");
  }

  @Test
  void endsWithZeroWhenWhatItWatchesIsDroppedAndThatIsTheEnd(ReplicaSet rs0, MongoDatabase database)
      throws Exception {
    Started streams = start(rs0, database, "--on-invalidate", "stop", "--format", "json");
    database.getCollection("things").insertOne(new Document("_id", 1));
    database.getCollection("things").drop();

    assertThat(streams.end()).isZero();
    assertThat(Files.readAllLines(streams.out())).hasSizeGreaterThanOrEqualTo(1);
  }

  @Test
  void whatNobodyHasReadIsNotHandled(ReplicaSet rs0, MongoDatabase database) {
    String[] watch = {
      "--uri", rs0.uri(database.getName()),
      "--collection", "things",
      "--format", "json",
      "--checkpoint", "d",
      "--checkpoint-store", dir.toString(),
      "--idle-timeout", "1s"
    };
    assertThat(Run.of(watch).code()).isZero();
    for (int id = 0; id < 5; id++) {
      database.getCollection("things").insertOne(new Document("_id", id));
    }

    assertThat(Run.into(new ClosedPipe(), watch).code()).isZero();

    assertThat(Run.of(watch).out().lines()).as("all come again").hasSize(5);
    assertThat(Run.of(watch).out().lines()).as("and are handled then").isEmpty();
  }

  @Test
  void goesOnFromTheCheckpointOfAnotherStreamOnlyOnPurpose(ReplicaSet rs0, MongoDatabase database) {
    List<String> watch =
        new ArrayList<>(List.of("--uri", rs0.uri(database.getName()), "--idle-timeout", "100ms"));
    watch.addAll(List.of("--checkpoint", "d", "--checkpoint-store", dir.toString()));
    assertThat(run(watch, "--collection", "things").code()).isZero();

    assertThat(run(watch, "--collection", "others").code()).isEqualTo(8);
    Run accepted =
        run(
            watch,
            "--collection",
            "others",
            "--accept-checkpoint",
            "--start-at",
            "2020-01-01T00:00:00Z");

    assertThat(accepted.code()).as(accepted.err()).isZero();
    assertThat(accepted.err()).contains("going on from checkpoint d").contains("a new one only");
  }

  private static Run run(List<String> watch, String... more) {
    List<String> all = new ArrayList<>(watch);
    all.addAll(List.of(more));
    return Run.of(all.toArray(String[]::new));
  }

  private static final class ClosedPipe extends ByteArrayOutputStream {
    @Override
    public void write(byte[] bytes) throws IOException {
      throw new IOException("Broken pipe");
    }
  }

  private Started start(ReplicaSet rs0, MongoDatabase database, String... more) throws IOException {
    return Started.streams(dir.resolve("out"), rs0.uri(database.getName()), more);
  }
}
