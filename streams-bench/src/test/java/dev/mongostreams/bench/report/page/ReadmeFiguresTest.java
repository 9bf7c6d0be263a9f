package dev.mongostreams.bench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the first page says of speed is what the report that it links to says. */
class ReadmeFiguresTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern REPORT = Pattern.compile("docs/benchmarks/[0-9-]+/report\\.md");

  /** A figure with its interval, or a figure alone. */
  private static final Pattern FIGURE =
      Pattern.compile("-?[0-9][0-9,.]*[0-9]? \\([^)]*[0-9]\\)|[0-9][0-9,]*\\.[0-9]+|[0-9],[0-9]+");

  @Test
  void quotesOnlyFiguresOfItsReport() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    Matcher link = REPORT.matcher(readme);
    assertThat(link.find()).isTrue();
    String report = Files.readString(ROOT.resolve(link.group()));

    List<String> figures = figures(readme, link.start());

    assertThat(figures).hasSizeGreaterThan(5);
    assertThat(figures).allSatisfy(figure -> assertThat(report).contains(figure));
  }

  /** All in the tables of the section that the link stands in. */
  private static List<String> figures(String readme, int within) {
    String section = readme.substring(readme.lastIndexOf("\n## ", within));
    int next = section.indexOf("\n## ", 1);
    return (next < 0 ? section : section.substring(0, next))
        .lines()
        .filter(line -> line.startsWith("|"))
        .flatMap(line -> FIGURE.matcher(line).results().map(MatchResult::group))
        .toList();
  }
}
