package dev.mongostreams.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.tests.docs.MarkdownPage.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each command that README and guide show is on one page, with what runs it, or why nothing does.
 */
class CommandsTest {
  private static final Path ROOT = MarkdownPage.ROOT;
  private static final Path PAGE = ROOT.resolve("docs/reference/commands.md");
  private static final Pattern ROW = Pattern.compile("\\| `(.+?)` \\| (.+) \\|");
  private static final Pattern NAMED = Pattern.compile("`([^`]+)`");
  private static final Pattern INLINE =
      Pattern.compile(
          "(\\(umask|time|timeout|git|java|\\./streams|mvn|apt-get|docker|mongosh|mongod|pgrep"
              + "|kubectl|systemctl|Get-Process) .*");

  record Row(String command, String fate) {
    /** Scripts and tests, or none when it is not run. */
    List<String> runners() {
      return fate.startsWith("not run")
          ? List.of()
          : NAMED.matcher(fate).results().map(name -> name.group(1)).toList();
    }
  }

  static List<Row> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .flatMap(line -> ROW.matcher(line).results())
        .map(row -> new Row(row.group(1).replace("\\|", "|"), row.group(2)))
        .toList();
  }

  private static Set<String> shown() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (MarkdownPage page : MarkdownPage.all()) {
      if (page.name().matches("README(\\.fa)?\\.md|docs/guide/.*")) {
        shown.addAll(commandsOf(page));
      }
    }
    return shown;
  }

  static List<String> commandsOf(MarkdownPage page) {
    Stream<String> inline =
        page.spans().stream().filter(span -> INLINE.matcher(span).matches() && !span.contains("…"));
    return Stream.concat(page.blocks().stream().flatMap(CommandsTest::typedIn), inline)
        .distinct()
        .toList();
  }

  private static Stream<String> typedIn(Block block) {
    Stream<String> lines = block.lines().stream().filter(line -> !line.startsWith("#"));
    return switch (block.language()) {
      case "js" -> joined(lines); // a statement may take several lines, all but its first indented
      case "sh", "powershell" -> lines.map(line -> line.replaceFirst(" +# .*", ""));
      case "console" ->
          lines.filter(line -> line.startsWith("$ ")).map(line -> line.substring("$ ".length()));
      default ->
          lines
              .map(String::strip)
              .filter(line -> line.startsWith("./streams"))
              .map(line -> line.replaceFirst("  .*", "")); // what stands beside it
    };
  }

  private static Stream<String> joined(Stream<String> lines) {
    return lines.collect(Collectors.joining("\n")).replaceAll("\n +", " ").lines();
  }

  @Test
  void eachThatIsShownIsOnThePageAndNoOther() throws IOException {
    assertThat(rows()).extracting(Row::command).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(rows().stream().map(Row::command).toList())).isEqualTo(shown());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatRunsItIsThere(Row row) throws IOException {
    assertThat(row.fate().startsWith("not run") || !row.runners().isEmpty())
        .as("%s has a runner or a reason", row.command())
        .isTrue();
    for (String runner : row.runners()) {
      if (runner.equals(".ci/docs-commands")) {
        assertThat(ROOT.resolve(runner)).as("it types each row that names it").isExecutable();
      } else if (runner.startsWith(".ci/")) {
        assertThat(ROOT.resolve(runner)).content().contains(row.command().split(" --", -1)[0]);
      } else {
        assertThat(methods()).as("what runs %s", row.command()).contains(runner);
      }
    }
  }

  /** All methods of tests, as {@code WatchIT.endsWithZeroOnSigterm}. */
  private static Set<String> methods() throws IOException {
    Pattern method = Pattern.compile("\\n  void (\\w+)\\(");
    Set<String> methods = new TreeSet<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(CommandsTest::isTest).toList()) {
        String type = file.getFileName().toString().replace(".java", "");
        method
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> methods.add(type + "." + found.group(1)));
      }
    }
    return methods;
  }

  private static boolean isTest(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.contains("/src/test/java/") && path.matches(".*(Test|IT)\\.java");
  }

  @Test
  void commandsAreToldFromWhatStandsAroundThem() {
    MarkdownPage page =
        MarkdownPage.of(
            Path.of("a.md"),
            List.of(
                "Run `./streams demo` or `mongod …`, and `streams`.",
                "Make one: `(umask 077; echo a > key)`. Ask `time ./streams list`.",
                "",
                "    ./streams token show T",
                "    d.lock   a file",
                "",
                "```sh",
                "# Linux",
                "./streams demo sync --for 30s   # a copy",
                "```",
                "```console",
                "$ ./streams list | wc",
                "3f2a",
                "```",
                "```js",
                "db.go({",
                "  now: true})",
                "db.stop()",
                "```",
                "```text",
                "./streams      everything",
                "got insert",
                "```"));

    assertThat(commandsOf(page))
        .containsExactly(
            "./streams token show T",
            "./streams demo sync --for 30s",
            "./streams list | wc",
            "db.go({ now: true})",
            "db.stop()",
            "./streams",
            "./streams demo",
            "(umask 077; echo a > key)",
            "time ./streams list");
  }
}
