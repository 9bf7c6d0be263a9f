package dev.mongostreams.cli.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.checkpoint.CheckpointIdentity;
import dev.mongostreams.checkpoint.CheckpointSlot;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.checkpoint.FileCheckpointStore;
import dev.mongostreams.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's commands on a directory. */
class CheckpointCommandTest {
  private static final String TOKEN = "826B03F52F000000142B042C0100296E04";
  private static final CheckpointIdentity IDENTITY =
      new CheckpointIdentity(Map.of("scope", "aidb.models"));
  private static final Checkpoint CHECKPOINT =
      Checkpoint.of(
          StartPosition.after(ResumeToken.parse(TOKEN)),
          IDENTITY,
          Instant.parse("2026-11-23T12:00:00Z"));

  @TempDir private Path directory;
  private CheckpointStore store;

  @BeforeEach
  void save() {
    store = FileCheckpointStore.at(directory);
    save("d", CHECKPOINT);
  }

  private void save(String name, Checkpoint checkpoint) {
    try (CheckpointSlot slot = store.claim(name)) {
      slot.save(checkpoint);
    }
  }

  private Run run(String... arguments) {
    return Run.of(
        Stream.concat(
                Stream.concat(Stream.of("checkpoint"), Stream.of(arguments)),
                Stream.of("--checkpoint-store", directory.toString()))
            .toArray(String[]::new));
  }

  private static void assertDone(Run run, String out) {
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).isEqualToNormalizingNewlines(out);
    assertThat(run.code()).isZero();
  }

  private static void assertRefused(Run run, int code, String err) {
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualToNormalizingNewlines(err);
    assertThat(run.code()).isEqualTo(code);
  }

  @Test
  void listsAllOfThemAlsoBesideADamagedOne() throws IOException {
    save("a", Checkpoint.of(StartPosition.at(new BsonTimestamp(5, 6)), IDENTITY, Instant.EPOCH));
    save("b", CHECKPOINT);
    Files.writeString(directory.resolve("b.checkpoint"), "half");

    assertDone(
        run("list"),
        """
        a  1970-01-01T00:00:05Z (5:6)  saved 1970-01-01T00:00:00Z  aidb.models
        b  cannot be read: it is torn, or no checkpoint
        d  %s  saved 2026-11-23T12:00:00Z  aidb.models
        """
            .formatted(Words.time(new BsonTimestamp(0x6B03F52F, 20))));
  }

  @Test
  void listsForPrograms() throws IOException {
    save("b", CHECKPOINT);
    Files.writeString(directory.resolve("b.checkpoint"), "half");

    Run run = run("list", "--format", "json");

    assertThat(run.out().lines().map(BsonDocument::parse))
        .containsExactly(
            BsonDocument.parse("{name: 'b', error: 'it is torn, or no checkpoint'}"),
            BsonDocument.parse("{name: 'd'}").append("checkpoint", CHECKPOINT.document()));
  }

  @Test
  void anEmptyStoreListsNothing() {
    store.delete("d");

    assertDone(run("list"), "");
  }

  @Test
  void showsOneInFull() {
    save("d", CHECKPOINT.lostAfter(StartPosition.at(new BsonTimestamp(5, 6))));

    Run run = run("show", "d");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .startsWith(
            "position    after " + TOKEN,
            "time        " + Words.time(new BsonTimestamp(0x6B03F52F, 20)))
        .contains(
            "saved       2026-11-23T12:00:00Z",
            "scope       aidb.models",
            "lost after  1970-01-01T00:00:05Z (5:6), at 1970-01-01T00:00:05Z (5:6)")
        .anyMatch(line -> line.startsWith("age         "));
  }

  @Test
  void showsOneForPrograms() {
    BsonDocument shown = BsonDocument.parse(run("show", "d", "--format", "json").out());

    assertThat(shown.getString("name").getValue()).isEqualTo("d");
    assertThat(Checkpoint.parse(shown.getDocument("checkpoint"))).isEqualTo(CHECKPOINT);
  }

  @Test
  void setsAPositionAndKeepsTheRest() {
    assertDone(
        run("set", "d", "--start-at", "5:6"),
        "was         after " + TOKEN + "\nis          at 1970-01-01T00:00:05Z (5:6)\n");

    Checkpoint now = Objects.requireNonNull(store.read("d"));
    assertThat(now.position()).isEqualTo(StartPosition.at(new BsonTimestamp(5, 6)));
    assertThat(now.identity()).isEqualTo(IDENTITY);
    assertThat(now.savedAt()).isNotEqualTo(CHECKPOINT.savedAt());
  }

  @Test
  void setsOneThatWasNotThere() {
    assertDone(
        run("set", "e", "--start-after", TOKEN),
        "was         not there\nis          start after " + TOKEN + "\n");

    Checkpoint now = Objects.requireNonNull(store.read("e"));
    assertThat(now.position()).isEqualTo(StartPosition.startAfter(ResumeToken.parse(TOKEN)));
    assertThat(now.identity().parts()).isEmpty();
  }

  @Test
  void setsBehindAToken() {
    assertThat(run("set", "d", "--resume-after", TOKEN).code()).isZero();

    Checkpoint now = Objects.requireNonNull(store.read("d"));
    assertThat(now.position()).isEqualTo(CHECKPOINT.position());
  }

  @Test
  void resetsOne() {
    assertDone(run("reset", "d"), "was         after " + TOKEN + "\nis          not there\n");

    assertThat(store.names()).isEmpty();
  }

  @Test
  void copiesWithinTheStore() {
    assertDone(run("copy", "d", "e"), "copied      after " + TOKEN + "\n");

    assertThat(store.read("e")).isEqualTo(CHECKPOINT).isEqualTo(store.read("d"));
  }

  @Test
  void copiesToAnotherStore(@TempDir Path other) {
    assertThat(run("copy", "d", "d", "--to-store", other.toString()).code()).isZero();

    assertThat(FileCheckpointStore.at(other).read("d")).isEqualTo(CHECKPOINT);
  }

  @Test
  void copiesOverNothing() {
    save("e", CHECKPOINT.lostAfter(CHECKPOINT.position()));

    assertRefused(
        run("copy", "d", "e"),
        2,
        "streams: Cannot copy to the checkpoint e in "
            + directory
            + ": there is one already. Give another name, or reset that one first.\n");
    assertThat(store.read("e")).isNotEqualTo(CHECKPOINT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "reset", "copy"})
  void oneThatIsNotThereIsTold(String command) {
    Run run = command.equals("copy") ? run(command, "no", "e") : run(command, "no");

    assertRefused(
        run,
        2,
        "streams: Cannot "
            + command
            + " the checkpoint no in "
            + directory
            + ": there is none. streams checkpoint list names those there are.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "reset", "set"})
  void aDamagedOneIsLeftAsItIs(String command) throws IOException { // 28
    Path file = directory.resolve("d.checkpoint");
    Files.writeString(file, "half");

    Run run = command.equals("set") ? run(command, "d", "--start-at", "5:6") : run(command, "d");

    assertRefused(
        run,
        8,
        "streams: Cannot read the checkpoint "
            + file
            + "\n  why: it is torn, or no checkpoint\n  do:  It was left as it is: move it away to"
            + " start anew.\n");
    assertThat(file).hasContent("half");
  }

  @Test
  void oneThatAWatcherHoldsIsNotTouched() {
    try (CheckpointSlot slot = store.claim("d")) {
      assertThat(slot.loaded()).isEqualTo(CHECKPOINT);
      assertThat(run("set", "d", "--start-at", "5:6").code()).isEqualTo(8);
      assertThat(run("reset", "d").code()).isEqualTo(8);
      assertThat(run("show", "d").code()).isZero();
    }
    assertThat(store.read("d")).isEqualTo(CHECKPOINT);
  }

  @Test
  void namesWithSeparatorsAreRefused() {
    assertRefused(
        run("show", "../d"),
        2,
        "streams: Cannot name a checkpoint \"../d\": a name has 1 to 100 letters, digits, dots,"
            + " dashes and underscores, and does not start with a dot. Give such a name.\n");
  }

  @Test
  void aCommandIsNeeded() {
    assertThat(Run.of("checkpoint").code()).isEqualTo(2);
    assertThat(Run.of("checkpoint").err()).contains("Say what to do: list, show, set, reset");
    assertThat(Run.of("token").err()).contains("Say what to do: show, or compare.");
  }

  @Test
  void eachCommandKnowsItsVersion() {
    assertThat(Run.of("checkpoint", "list", "-V").out()).startsWith("streams ");
  }

  @Test
  void setNeedsOnePosition() {
    assertThat(run("set", "d").code()).isEqualTo(2);
    assertThat(run("set", "d", "--start-at", "5:6", "--resume-after", TOKEN).code()).isEqualTo(2);
    assertThat(store.read("d")).isEqualTo(CHECKPOINT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://me:s3cr3t@host/db.c"})
  void aStoreThatIsNoneIsToldWithoutThePassword(String text) {
    Run run = Run.of("checkpoint", "list", "--checkpoint-store", text);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("Invalid value for option '--checkpoint-store'", "db.collection.")
        .doesNotContain("s3cr3t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mongodb://me:s3cr3t@host",
        "mongodb://me:s3cr3t@host/db",
        "mongodb://me:s3cr3t@host:port/db.c",
        "mongodb://"
      })
  void aConnectionStringOfNoUseIsToldWithoutThePassword(String text) {
    Run run = Run.of("checkpoint", "list", "--checkpoint-store", text);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("streams: Cannot ")
        .contains("connection string")
        .doesNotContain("s3cr3t");
  }
}
