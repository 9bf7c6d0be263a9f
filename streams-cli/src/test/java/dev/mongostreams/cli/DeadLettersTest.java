package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.cli.output.LineSink;
import dev.mongostreams.cli.output.Terminal;
import dev.mongostreams.letters.DeadLetter;
import dev.mongostreams.letters.DeadLetter.Failure;
import dev.mongostreams.letters.FileDeadLetterStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeadLettersTest {
  private static final Instant FAILED = Instant.parse("2026-11-23T07:00:00.123Z");

  @TempDir private Path directory;
  private Path file;
  private FileDeadLetterStore store;

  @BeforeEach
  void writeTwoLetters() {
    file = directory.resolve("letters.ndjson");
    store = FileDeadLetterStore.at(file);
    store.write(letter(1));
    store.write(letter(2));
  }

  @Test
  void listsALineForEachWithoutItsData() {
    Run run = deadLetters("list");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            ("%s  2026-11-23T07:00:00.123Z  dash?board  aidb.models  insert  4 attempts "
                    + " java.lang.IllegalStateException\n"
                    + "%s  2026-11-23T07:00:00.123Z  dash?board  aidb.models  insert  4 attempts "
                    + " java.lang.IllegalStateException\n")
                .formatted(id(1).substring(0, 12), id(2).substring(0, 12)));
  }

  @Test
  void showsTheWholeLetter() {
    Run run = deadLetters("show", id(2).substring(0, 8));

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("id:        " + id(2), "watcher:   dash?board", "namespace: aidb.models")
        .contains("token:     8200", "attempts:  4", "message:   no such customer")
        .contains("failed:    2026-11-23T07:00:00.123Z first, 2026-11-23T07:00:00.123Z last")
        .contains("\"name\": \"n2\"");
  }

  @Test
  void replaysTheEventsAsWatchingPrintsThemAndKeepsTheLetters() {
    Run run = deadLetters("replay");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines().map(BsonDocument::parse)).containsExactly(event(1), event(2));
    assertThat(run.out()).endsWith("}\n");
    assertThat(ids()).containsExactly(id(1), id(2));
  }

  @Test
  void replaysOneAndDropsIt() {
    Run run = deadLetters("replay", "--drop", id(2));

    assertThat(run.out().lines().map(BsonDocument::parse)).containsExactly(event(2));
    assertThat(run.err()).isEqualTo("dropped 1" + System.lineSeparator());
    assertThat(ids()).containsExactly(id(1));
  }

  @Test
  void dropsNothingThatCouldNotBeWritten() {
    StringWriter err = new StringWriter();

    int code = replayTo("No space left on device", err);

    assertThat(code).isEqualTo(7);
    assertThat(err.toString()).startsWith("streams: Cannot write to stdout: No space left");
    assertThat(ids()).containsExactly(id(1), id(2));
  }

  @Test
  void dropsNothingWhenTheReaderHasGone() {
    StringWriter err = new StringWriter();

    int code = replayTo("Broken pipe", err);

    assertThat(code).isZero();
    assertThat(err.toString()).startsWith("nothing dropped: the reader of stdout has gone");
    assertThat(ids()).containsExactly(id(1), id(2));
  }

  private int replayTo(String failure, StringWriter err) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(failure);
          }
        };
    return Main.commandLine(
            new LineSink(broken), new Terminal(120, false), new Shutdown(Thread.currentThread()))
        .setErr(new PrintWriter(err))
        .execute("dead-letters", "replay", "--drop", "--store", file.toString());
  }

  @Test
  void dropsTheOnesNamedOrAll() {
    assertThat(deadLetters("drop", id(1)).err()).startsWith("dropped 1");
    assertThat(ids()).containsExactly(id(2));

    assertThat(deadLetters("drop", "--all").err()).startsWith("dropped 1");
    assertThat(ids()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void isRefusedWithItsReason(List<String> typed, String reason) {
    Run run = deadLetters(typed.toArray(String[]::new));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("streams: " + reason);
    assertThat(run.out()).isEmpty();
    assertThat(ids()).hasSize(2);
  }

  static Stream<Arguments> isRefusedWithItsReason() {
    return Stream.of(
        arguments(
            List.of("show", "ffffffff"),
            "Cannot tell which dead letter \"ffffffff\" is: 0 ids begin so. Copy an id that streams"
                + " dead-letters list prints."),
        arguments(
            List.of("replay", "--drop", "a"),
            "Cannot tell which dead letter \"a\" is: it is shorter than 4 characters."),
        arguments(
            List.of("drop"),
            "Cannot tell which dead letters to drop: there is no id. Name letters by their ids, or"
                + " give --all alone."),
        arguments(
            List.of("drop", "--all", "abcd"),
            "Cannot tell which dead letters to drop: there are ids and --all."));
  }

  @ParameterizedTest
  @MethodSource
  void aStoreThatIsNoneIsRefused(String place, String reason) {
    Run run = Run.of("dead-letters", "list", "--store", place);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("streams: " + reason).doesNotContain("s3cr3t");
  }

  static Stream<Arguments> aStoreThatIsNoneIsRefused() {
    return Stream.of(
        arguments("/no/such/file", "Cannot read dead letters of \"/no/such/file\": there is no"),
        arguments("/", "Cannot read dead letters of \"/\": there is no such file."),
        arguments("a\0b", "Cannot read dead letters there: --store is neither"),
        arguments(
            "mongo://me:s3cr3t@localhost/aidb",
            "Cannot read dead letters there: --store is neither"),
        arguments(
            "mongodb://me:s3cr3t@localhost:1/aidb",
            "Cannot read dead letters there: the connection string names no collection."),
        arguments("mongodb://", "Cannot read the connection string: it must look like"));
  }

  @Test
  void aForeignFileIsToldAndLeftUntouched() throws IOException {
    Files.writeString(file, "{\"operationType\": \"insert\"}\n");

    Run run = deadLetters("drop", "--all");

    assertThat(run.code()).isEqualTo(9);
    assertThat(run.err())
        .contains("streams: Cannot read the dead letters " + file)
        .contains("  why: line 1 cannot be read: it is no dead letter")
        .contains("  do:  It was left as it is: name another file.");
    assertThat(Files.readString(file)).isEqualTo("{\"operationType\": \"insert\"}\n");
  }

  @Test
  void aSubcommandIsNeededAndAStoreToo() {
    assertThat(Run.of("dead-letters").err()).contains("Missing required subcommand");
    assertThat(Run.of("dead-letters", "list").err())
        .contains("Missing required option: '--store=FILE|URI'");
    assertThat(Run.of("dead-letters", "list").code()).isEqualTo(2);
  }

  private Run deadLetters(String... typed) {
    List<String> all = new ArrayList<>(List.of("dead-letters"));
    all.addAll(List.of(typed));
    all.addAll(List.of("--store", file.toString()));
    return Run.of(all.toArray(String[]::new));
  }

  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    store.forEach(letter -> ids.add(letter.id()));
    return ids;
  }

  private static String id(int number) {
    return letter(number).id();
  }

  private static DeadLetter letter(int number) {
    ChangeEvent event = ChangeEvent.of(new RawBsonDocument(event(number), new BsonDocumentCodec()));
    Failure failure = Failure.of(new IllegalStateException("no such customer"), 4, FAILED, FAILED);
    return DeadLetter.of("dash\u001bboard", event, failure);
  }

  private static BsonDocument event(int number) {
    return BsonDocument.parse(
        ("{_id: {_data: '82%032X'}, operationType: 'insert', ns: {db: 'aidb', coll: 'models'},"
                + " documentKey: {_id: %d}, fullDocument: {_id: %d, name: 'n%d'}}")
            .formatted(number, number, number, number));
  }
}
