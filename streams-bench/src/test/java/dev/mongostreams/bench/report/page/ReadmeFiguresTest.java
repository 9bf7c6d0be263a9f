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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the first page says of speed, in both languages, is what the report it links to says. */
class ReadmeFiguresTest {
  private static final Path ROOT = Path.of("..");
  private static final String ENGLISH = "README.md";
  private static final String PERSIAN = "README.fa.md";
  private static final int THOUSANDS_IN_PERSIAN = 0x66c;

  private static final Pattern REPORT = Pattern.compile("docs/benchmarks/[0-9-]+/report\\.md");
  private static final Pattern CHART = Pattern.compile("!\\[([^\\]]*)\\]\\([^)]*drain\\.png\\)");

  /** A figure with its interval, or a figure alone. */
  private static final Pattern FIGURE =
      Pattern.compile(
          "-?[0-9][0-9,.]*[0-9]? \\([^)]*[0-9]\\)|[0-9][0-9,]*\\.[0-9]+|[0-9]{1,3}(,[0-9]{3})+");

  /** Those that were not met, in digits. */
  private static final Pattern RED_GATES = Pattern.compile("([0-9]+) (gates? of ours|هدف ما)");

  /** What a page says of speed, and the report that it links to there. */
  private record Page(String section, String report) {
    static Page of(String name) throws IOException {
      String text = withLatinDigits(Files.readString(ROOT.resolve(name)));
      Matcher link = REPORT.matcher(text);
      assertThat(link.find()).as("%s links to a report", name).isTrue();
      String section = from(text, text.lastIndexOf("\n## ", link.start()));
      return new Page(
          section.replaceAll("\\s+", " "), Files.readString(ROOT.resolve(link.group())));
    }

    List<String> figures() {
      return found(FIGURE, section);
    }

    String reported(String title) {
      return from(report, report.indexOf("\n## " + title + "\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, PERSIAN})
  void quotesOnlyFiguresOfItsReport(String name) throws IOException {
    Page page = Page.of(name);

    assertThat(page.figures())
        .hasSizeGreaterThan(5)
        .allSatisfy(figure -> assertThat(page.report()).containsPattern(alone(figure)));
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, PERSIAN})
  void countsTheGatesThatWereNotMet(String name) throws IOException {
    Page page = Page.of(name);
    long red =
        page.reported("Gates").lines().filter(line -> line.contains("| **not met** |")).count();

    Matcher told = RED_GATES.matcher(page.section());

    assertThat(told.find()).as("%s says how many, in digits", name).isTrue();
    assertThat(Long.parseLong(told.group(1))).isEqualTo(red);
  }

  @Test
  void tellsOfItsChartWhatTheTableBehindItHas() throws IOException {
    Page page = Page.of(ENGLISH);
    Matcher chart = CHART.matcher(page.section());
    assertThat(chart.find()).isTrue();

    assertThat(found(FIGURE, chart.group(1)))
        .hasSizeGreaterThan(3)
        .allSatisfy(rate -> assertThat(page.reported("drain-1k")).contains("| " + rate + " "));
  }

  @Test
  void saysInPersianWhatItSaysInEnglish() throws IOException {
    assertThat(intervals(PERSIAN)).isEqualTo(intervals(ENGLISH));
  }

  private static List<String> intervals(String name) throws IOException {
    return Page.of(name).figures().stream().filter(figure -> figure.endsWith(")")).toList();
  }

  @Test
  void figuresAreFoundInDigitsOfBothLanguages() {
    assertThat(found(FIGURE, withLatinDigits("۷۰٬۷۶۴, 80,968 (1-2), of 3 and 0.5; 1.5 (-1 to 2)")))
        .containsExactly("70,764", "80,968 (1-2)", "0.5", "1.5 (-1 to 2)");
    assertThat("10.5, 0.55").doesNotContainPattern(alone("0.5"));
  }

  /** From a heading to the next one. */
  private static String from(String text, int heading) {
    assertThat(heading).isNotNegative();
    int next = text.indexOf("\n## ", heading + 1);
    return next < 0 ? text.substring(heading) : text.substring(heading, next);
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }

  /** The figure, and not as a part of a longer one. */
  private static Pattern alone(String figure) {
    return Pattern.compile("(?<![0-9.,])" + Pattern.quote(figure) + "(?![0-9])");
  }

  private static String withLatinDigits(String text) {
    return text.codePoints()
        .map(ReadmeFiguresTest::latin)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static int latin(int letter) {
    return Character.isDigit(letter)
        ? '0' + Character.digit(letter, 10)
        : letter == THOUSANDS_IN_PERSIAN ? ',' : letter;
  }
}
