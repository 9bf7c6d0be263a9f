package dev.mongostreams.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A page in Persian shows the code of the page that it translates, and has its structure. */
class TranslationsTest {
  /** A prefix or a suffix that stands apart, where a half-space belongs. */
  private static final String APART =
      "(?<![\\p{L}\\u200c])(می|نمی) |(?<=\\p{L}) (ها|های|هایی)(?!\\p{L})";

  private static final String RIGHT = "<div dir=\"rtl\">";
  private static final String END = "</div>";

  /** Letters of Arabic that look like those of Persian. */
  private static final String ARABIC = "[\\u064a\\u0643]";

  static List<MarkdownPage> persian() throws IOException {
    return MarkdownPage.all().stream().filter(page -> page.name().endsWith(".fa.md")).toList();
  }

  private static MarkdownPage english(MarkdownPage page) {
    return MarkdownPage.read(Path.of(page.path().toString().replaceFirst("\\.fa\\.md$", ".md")));
  }

  @Test
  void thereAreSome() throws IOException {
    assertThat(persian())
        .extracting(MarkdownPage::name)
        .containsExactlyInAnyOrder("README.fa.md", "docs/guide/start.fa.md");
  }

  @ParameterizedTest
  @MethodSource("persian")
  void itsCodeIsThatOfTheEnglishPage(MarkdownPage page) {
    assertThat(page.blocks()).isNotEmpty().isEqualTo(english(page).blocks());
  }

  @ParameterizedTest
  @MethodSource("persian")
  void itHasTheSameHeadingsAndRows(MarkdownPage page) {
    assertThat(structure(page)).isEqualTo(structure(english(page)));
  }

  /** The level of each heading, and the number of cells of each row, in order. */
  private static List<String> structure(MarkdownPage page) {
    return page.prose().stream()
        .filter(line -> line.startsWith("#") || line.startsWith("|"))
        .map(line -> line.replaceAll("^(#+).*", "$1"))
        .map(line -> line.startsWith("|") ? line.replaceAll("[^|]", "") : line)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("persian")
  void itsProseRunsFromTheRightAndItsCodeFromTheLeft(MarkdownPage page) throws IOException {
    boolean rightToLeft = false;
    boolean code = false;
    for (String line : Files.readAllLines(page.path())) {
      if (line.startsWith("```")) {
        code = !code;
      }
      boolean leftToRight = code || line.startsWith("```") || line.startsWith("<!-- region ");
      if (line.equals(RIGHT) || line.equals(END)) {
        assertThat(rightToLeft).as("%s, before %s", page.name(), line).isEqualTo(line.equals(END));
        rightToLeft = !rightToLeft;
      } else if (!line.isBlank()) {
        assertThat(rightToLeft).as("%s: %s", page.name(), line).isEqualTo(!leftToRight);
      }
    }
    assertThat(rightToLeft).isFalse();
  }

  @ParameterizedTest
  @MethodSource("persian")
  void itsLettersAndHalfSpacesArePersian(MarkdownPage page) {
    for (String line : page.prose()) {
      assertThat(line).as(page.name()).doesNotContainPattern(ARABIC);
      assertThat(line).as(page.name()).doesNotContainPattern(APART);
    }
  }
}
