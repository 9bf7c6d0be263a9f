package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import dev.mongostreams.cli.metrics.Answer;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.testkit.way.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Changes for a command, on a real replica set and by a real shell. */
@ExtendWith(Rs0Extension.class)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExecIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path dir;

  private @Nullable Started streams;

  @AfterEach
  void leaveNothingRunning() throws InterruptedException {
    if (streams != null) {
      streams.kill();
    }
  }

  /** Watches from its checkpoint on until nothing has come for a second. */
  private Run run(ReplicaSet rs0, MongoDatabase database, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.addAll(List.of("--idle-timeout", "1s"));
    return runToTheEnd(rs0, database, all.toArray(String[]::new));
  }

  /** Watches from its checkpoint on until it ends by itself. */
  private Run runToTheEnd(ReplicaSet rs0, MongoDatabase database, String... more) {
    List<String> all =
        new ArrayList<>(List.of("--uri", rs0.uri(database.getName()), "--collection", "things"));
    all.addAll(List.of("--checkpoint", "d", "--checkpoint-store", dir.toString()));
    all.addAll(List.of(more));
    return Run.of(all.toArray(String[]::new));
  }

  private static MongoCollection<Document> things(MongoDatabase database) {
    return database.getCollection("things");
  }

  private static void insert(MongoDatabase database, int count) {
    things(database)
        .insertMany(IntStream.range(0, count).mapToObj(id -> new Document("_id", id)).toList());
  }

  private List<Integer> ids(Path lines) throws IOException {
    return Files.readAllLines(lines).stream()
        .map(line -> BsonDocument.parse(line).getDocument("documentKey").getInt32("_id").getValue())
        .toList();
  }

  @Test
  void theCommandReadsEachChangeOnceAndInOrder(ReplicaSet rs0, MongoDatabase database)
      throws IOException {
    Path out = dir.resolve("out");
    assertThat(run(rs0, database, "--exec", "cat >> " + out).code()).isZero();
    insert(database, 2_500);

    Run second = run(rs0, database, "--exec", "cat >> " + out, "--batch", "100");
    Run third = run(rs0, database, "--exec", "cat >> " + out);

    assertThat(second.code()).as(second.err()).isZero();
    assertThat(third.code()).isZero();
    assertThat(second.out()).as("nothing is printed").isEmpty();
    assertThat(ids(out)).isEqualTo(IntStream.range(0, 2_500).boxed().toList());
  }

  @Test
  void oneThatReadsOneChangeIsGivenOne(ReplicaSet rs0, MongoDatabase database) throws IOException {
    Path out = dir.resolve("out");
    assertThat(run(rs0, database).code()).isZero();
    insert(database, 5);

    Run run = run(rs0, database, "--exec", "head -n 1 >> " + out);

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(ids(out)).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void whatTheCommandFailsOnComesAgain(ReplicaSet rs0, MongoDatabase database) throws IOException {
    Path out = dir.resolve("out");
    assertThat(run(rs0, database).code()).isZero();
    insert(database, 5);

    Run failing = runToTheEnd(rs0, database, "--exec", "exit 3", "--retries", "1", "--batch", "2");

    assertThat(failing.code()).isEqualTo(7);
    assertThat(failing.err())
        .contains("not delivered, attempt 1, again in 0.")
        .contains("s: the command of --exec: it ended with 3\n")
        .contains("streams: Cannot deliver changes to the command of --exec\n")
        .contains("  why: it ended with 3\n")
        .contains("  do:  Mend it and start again: what was not taken comes again.");
    String[] mended = {"--exec", "cat >> " + out, "--idle-timeout", "5s"};
    assertThat(runToTheEnd(rs0, database, mended).code()).isZero();
    assertThat(ids(out)).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void aChangeThatItCannotHandleIsPutAwayAlone(ReplicaSet rs0, MongoDatabase database)
      throws IOException { // 65
    Path out = dir.resolve("out");
    Path letters = dir.resolve("letters.ndjson");
    assertThat(run(rs0, database).code()).isZero();
    insert(database, 10);
    // All of a batch is refused for one of it, and nothing of it is written.
    String refusing =
        "cat > %1$s.new; grep -q '\"_id\": 7}' %1$s.new && exit 1; cat %1$s.new >> %1$s";

    Run run =
        run(
            rs0,
            database,
            "--exec",
            refusing.formatted(out),
            "--batch",
            "100",
            "--retries",
            "1",
            "--dead-letters",
            letters.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("put away as a dead letter after 2 attempts: the command of");
    assertThat(ids(out)).containsExactly(0, 1, 2, 3, 4, 5, 6, 8, 9);
    Run replayed = Run.of("dead-letters", "replay", "--store", letters.toString());
    assertThat(replayed.out()).contains("\"documentKey\": {\"_id\": 7}").hasLineCount(1);
  }

  @Test
  void oneThatSaysNotNowIsWaitedFor(ReplicaSet rs0, MongoDatabase database)
      throws IOException { // 81
    Path out = dir.resolve("out");
    assertThat(run(rs0, database).code()).isZero();
    insert(database, 3);
    String thirdTime =
        "echo >> %1$s.tries; [ $(wc -l < %1$s.tries) -ge 3 ] || exit 75; cat >> %1$s";

    Run run = run(rs0, database, "--exec", thirdTime.formatted(out), "--retries", "0");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(ids(out)).containsExactly(0, 1, 2);
  }

  @Test
  void sideBySideEachDocumentKeepsItsOrder(ReplicaSet rs0, MongoDatabase database)
      throws IOException {
    Path out = dir.resolve("out");
    assertThat(run(rs0, database).code()).isZero();
    for (int id = 0; id < 10; id++) {
      things(database).insertOne(new Document("_id", id));
    }
    for (int version = 1; version < 20; version++) {
      things(database).updateMany(new Document(), Updates.set("version", version));
    }

    // The first one waits for the second. Written in one piece, so that their lines do not mix.
    String append =
        "touch DIR/run.$$; until [ $(ls DIR | grep -c '^run') -ge 2 ]; do sleep 0.05; done;"
            + " dd bs=1M iflag=fullblock status=none >> DIR/out";
    String command = append.replace("DIR", dir.toString());
    Run run = run(rs0, database, "--exec", command, "--batch", "3", "--parallel", "4");

    assertThat(run.code()).as(run.err()).isZero();
    Map<String, Integer> newest = new HashMap<>();
    IntStream.range(0, 10).forEach(id -> newest.put(new BsonInt32(id).toString(), 19));
    new Lines(out).check(newest, 0);
    assertThat(ids(out)).as("none comes twice").hasSize(200);
  }

  @Test
  void aRunThatIsUnderWayIsFinishedOnSigterm(ReplicaSet rs0, MongoDatabase database)
      throws Exception { // 75
    String command = "cat >> DIR/out; touch DIR/begun; while [ ! -e DIR/go ]; do sleep 0.05; done";
    int port = FreePort.next();
    Started running =
        start(
            rs0,
            database,
            command.replace("DIR", dir.toString()),
            "--metrics-port",
            Integer.toString(port));
    insert(database, 3);
    await("begun");

    running.process().destroy();
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> Answer.of(port, "/stats").body().contains("DRAINING"));
    Files.createFile(dir.resolve("go"));

    assertThat(running.end()).isZero();
    assertThat(ids(dir.resolve("out"))).as("none was begun after the signal").containsExactly(0);
    assertThat(run(rs0, database, "--exec", "cat >> " + dir.resolve("out")).code()).isZero();
    assertThat(ids(dir.resolve("out"))).as("none comes twice").containsExactly(0, 1, 2);
  }

  @Test
  void aRunThatDoesNotEndIsEnded(ReplicaSet rs0, MongoDatabase database) throws Exception {
    String command = "echo $$ > DIR/pid; touch DIR/begun; sleep 1000";
    Started running = start(rs0, database, command.replace("DIR", dir.toString()));
    insert(database, 3);
    await("begun");

    running.process().destroy();

    assertThat(running.end()).isZero();
    long pid = Long.parseLong(Files.readString(dir.resolve("pid")).strip());
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    Path out = dir.resolve("out");
    assertThat(run(rs0, database, "--exec", "cat >> " + out).code()).isZero();
    assertThat(ids(out)).as("none of them was handled").containsExactly(0, 1, 2);
  }

  @Test
  void aRunThatDoesNotEndHoldsUpNoFailure(ReplicaSet rs0, MongoDatabase database) throws Exception {
    String command = "touch DIR/begun; sleep 1000".replace("DIR", dir.toString());
    String dividing = "[{\"$addFields\": {\"x\": {\"$divide\": [1, \"$documentKey._id\"]}}}]";
    Started running = start(rs0, database, command, "--pipeline", dividing);
    things(database).insertOne(new Document("_id", 1));
    await("begun");

    things(database).insertOne(new Document("_id", 0));

    assertThat(running.end()).as("the server refuses to divide by zero").isEqualTo(2);
  }

  private Started start(ReplicaSet rs0, MongoDatabase database, String command, String... more)
      throws IOException {
    List<String> options = new ArrayList<>(List.of("--exec", command, "--checkpoint", "d"));
    options.addAll(List.of("--checkpoint-store", dir.toString()));
    options.addAll(List.of(more));
    Started started =
        Started.streams(
            dir.resolve("stdout"), rs0.uri(database.getName()), options.toArray(String[]::new));
    streams = started;
    return started;
  }

  private void await(String file) {
    Awaitility.await().atMost(LIMIT).until(() -> Files.exists(dir.resolve(file)));
  }
}
