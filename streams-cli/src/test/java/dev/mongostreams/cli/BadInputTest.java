package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused before any server is asked. */
class BadInputTest {
  private static final String NOWHERE = "mongodb://localhost:1/?replicaSet=rs0";

  @ParameterizedTest
  @MethodSource
  void isRefusedWithItsReason(List<String> typed, String reason) {
    Run run = Run.of(typed.toArray(String[]::new));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(reason);
    assertThat(run.out()).isEmpty();
  }

  static Stream<Arguments> isRefusedWithItsReason() {
    return Stream.of(
        arguments(List.of("--uri", "bad"), "Cannot read the connection string: it must look like"),
        arguments(List.of("--colection", "x"), "Unknown option: '--colection'\n"),
        arguments(
            List.of("--operations", "insrt"),
            "Unknown operation \"insrt\". Did you mean \"insert\"?"),
        arguments(List.of("--pipeline", "{}"), "Cannot read --pipeline: it is not a JSON array."),
        arguments(
            List.of("--pipeline", "[{\"$match\": {}, \"$project\": {}}]"),
            "Cannot read --pipeline: stage 1 is not a document with one key."),
        arguments(
            List.of("--pipeline", "@/no/such/file"),
            "Cannot read the pipeline from \"/no/such/file\": the file cannot be read."),
        arguments(List.of("--where", "{"), "Cannot read --where: it is not a JSON document."),
        arguments(List.of("--resume-after", "DEADBEEF"), "Cannot read the resume token:"),
        arguments(List.of("--limit", "-1"), "Cannot end after -1 events: give --limit at least 1."),
        arguments(List.of("--limit", "many"), "Invalid value for option '--limit'"),
        arguments(
            List.of("--collection", "a$b"),
            "Cannot watch the collection \"a$b\": it contains a $."),
        arguments(List.of("--idle-timeout", "5"), "\"5\" is not a duration."),
        arguments(List.of("--idle-timeout", "0s"), "\"0s\" is no time at all."),
        arguments(List.of("--start-at", "yesterday"), "\"yesterday\" is not a time."),
        arguments(List.of("--full-document", "foo"), "\"foo\" is not a mode."),
        arguments(
            List.of("--all-databases", "--collection", "x"),
            "Cannot watch all databases and a part of one"),
        arguments(List.of("--checkpoint", "a/b"), "a/b"),
        arguments(
            List.of("--accept-checkpoint"),
            "Cannot use --accept-checkpoint alone: give the checkpoint a name"),
        arguments(
            List.of("--exec", "cat", "--webhook", "https://a.example"),
            "Cannot deliver changes twice: give one of --exec and --webhook"),
        arguments(List.of("--exec", " "), "Cannot run the command of --exec: it is empty."),
        arguments(
            List.of("--webhook", "a.example"),
            "Cannot post to the URL of --webhook: it begins neither with https:// nor with http://."),
        arguments(
            List.of("--webhook", "https://a.example", "--webhook-secret-file", "/no/such/file"),
            "Cannot use --webhook-secret-file /no/such/file: there is no such file. Correct the path."),
        arguments(
            List.of("--exec", "cat", "--dead-letters", "/no/such/directory/letters"),
            "Cannot keep dead letters in \"/no/such/directory/letters\": it is no file that"),
        arguments(
            List.of("--exec", "cat", "--dead-letters", "mongo://me@localhost/ops"),
            "Cannot keep dead letters there: --dead-letters is neither a file nor a connection"),
        arguments(
            List.of("--exec", "cat", "--dead-letters", "mongodb://localhost/ops"),
            "Cannot keep dead letters there: the connection string names no collection."),
        arguments(
            List.of(
                "--exec", "cat", "--database", "a", "--dead-letters", "mongodb://localhost/a.b"),
            "Cannot keep dead letters in a.b: it is part of what is watched, so each letter would"),
        arguments(
            List.of(
                "--exec", "cat", "--all-databases", "--dead-letters", "mongodb://LOCALHOST/a.b"),
            "Cannot keep dead letters in a.b: it is part of what is watched, so each letter would"),
        arguments(
            List.of("--exec", "cat", "--batch", "0"), "Cannot take --batch 0: give 1 to 10000."),
        arguments(
            List.of("--exec", "cat", "--parallel", "1025"),
            "Cannot take --parallel 1025: give 1 to 1024."),
        arguments(
            List.of("--exec", "cat", "--retries", "-1"), "Cannot take --retries -1: give 0 to "),
        arguments(
            List.of("--exec", "cat", "--webhook-timeout", "1s"),
            "Cannot use --webhook-timeout alone: it needs --webhook."),
        arguments(
            List.of("--webhook", "https://a.example", "--batch", "1"),
            "Cannot use --batch alone: it needs --exec."),
        arguments(
            List.of("--parallel", "2"),
            "Cannot use --parallel alone: it needs --exec or --webhook."),
        arguments(
            List.of("--exec", "cat", "--limit", "1"),
            "Cannot use --limit with --exec or --webhook: it is for what is printed."),
        arguments(
            List.of("--exec", "cat", "--format", "json"),
            "Cannot use --format with --exec or --webhook: it is for what is printed."),
        arguments(
            List.of("--start-at", "1:1", "--resume-after", "82" + "00".repeat(8)),
            "Cannot start at two places"));
  }

  @Test
  void aServerThatIsNotThereIsNamedWithoutThePassword() {
    Run run =
        Run.of("-v", "--stats", "1s", "--uri", "mongodb://me:s3cr3t@localhost:1/?replicaSet=rs0");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err())
        .contains(
            "streams: Cannot connect to localhost:1", "  why: localhost:1 refuses connections")
        .contains("Linux:", "Windows:")
        .doesNotContain("s3cr3t");
  }

  @Test
  void whatBelongsToNoOptionIsNotRepeated() {
    Run urls =
        Run.of("--webhok", "https://a.example/s3cr3t", "--ury=mongodb://me:s3cr3t@localhost:1/");
    Run word = Run.of("doctor", "mongodb://me:s3cr3t@localhost:1/");

    assertThat(urls.code()).isEqualTo(2);
    assertThat(urls.err())
        .startsWith("streams: Unknown options: '--webhok', '--ury'\n")
        .contains("--webhook")
        .doesNotContain("s3cr3t");
    assertThat(word.code()).isEqualTo(2);
    assertThat(word.err())
        .startsWith("streams: Unknown argument: it is no command, and belongs to no option.\n")
        .doesNotContain("s3cr3t");
  }

  @Test
  void aFileWithAPipelineIsNoFileOfArguments(@TempDir Path dir) throws IOException {
    Path good = Files.writeString(dir.resolve("good"), "[\n  {\"$match\": {}}\n]\n");
    Path bad = Files.writeString(dir.resolve("bad"), "[{\"$match\": {}}, {}]");

    assertThat(Run.of("--uri", NOWHERE, "--pipeline", "@" + good).code()).isEqualTo(3);
    for (Run run :
        List.of(Run.of("--pipeline", "@" + bad), Run.of("--pipeline=@" + bad, "--uri", NOWHERE))) {
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err())
          .contains("Cannot read --pipeline: stage 2 is not a document with one key.");
    }
  }

  @Test
  void aPipelineThatDropsTheTokenIsWarnedOf() {
    Run run = Run.of("--uri", NOWHERE, "--pipeline", "[{\"$project\": {\"_id\": 0}}]");

    assertThat(run.err()).startsWith("warning: the pipeline removes _id, the resume token");
  }

  @Test
  void lettersThatMayComeBackAreWarnedOf() {
    String[] unknownHost = {"--dead-letters", "mongodb://other/aidb.letters"};
    String[] filtered = {"--dead-letters", "mongodb://localhost:1/aidb.letters", "--where", "{}"};

    assertThat(delivering(unknownHost).err())
        .contains(
            "warning: aidb.letters of --dead-letters may be part of what is watched: a letter");
    assertThat(delivering(filtered).err())
        .contains("warning: aidb.letters of --dead-letters is part of what is watched: a letter");
  }

  @Test
  void noWarningOfLettersBesideWhatIsWatched() {
    String letters = "mongodb://localhost:1/aidb.letters";

    assertThat(delivering("--dead-letters", letters, "--collection", "models").err())
        .contains("Cannot connect to localhost:1")
        .doesNotContain("part of what is watched");
    assertThat(delivering("--dead-letters", letters, "--database", "shop").err())
        .contains("Cannot connect to localhost:1")
        .doesNotContain("part of what is watched");
  }

  private static Run delivering(String... more) {
    List<String> all = new ArrayList<>(List.of("--uri", NOWHERE, "--exec", "cat"));
    all.addAll(List.of(more));
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void noWarningWithoutSuchAStage() {
    Run run = Run.of("--uri", NOWHERE, "--pipeline", "[{\"$project\": {\"_id\": 1}}]");

    assertThat(run.err()).doesNotContain("warning");
  }
}
