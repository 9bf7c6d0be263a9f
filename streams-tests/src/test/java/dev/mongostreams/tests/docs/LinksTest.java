package dev.mongostreams.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between the project's own pages lead somewhere. Those to other sites are not followed. */
class LinksTest {
  static List<MarkdownPage> pages() throws IOException {
    return MarkdownPage.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void eachLinkLeadsToAFileAndToAHeadingInIt(MarkdownPage page) {
    for (String link : page.links()) {
      if (!link.contains("://") && !link.startsWith("mailto:")) {
        String[] parts = link.split("#", 2);
        Path file = parts[0].isEmpty() ? page.path() : page.path().resolveSibling(parts[0]);
        assertThat(file).as("%s links to %s", page.name(), link).exists();
        if (parts.length == 2) {
          assertThat(anchorsOf(file)).as("%s links to %s", page.name(), link).contains(parts[1]);
        }
      }
    }
  }

  private static Set<String> anchorsOf(Path file) {
    assertThat(file).as("an anchor needs a page").isRegularFile();
    return MarkdownPage.read(file).anchors();
  }

  @Test
  void thePagesAreFound() throws IOException {
    assertThat(pages())
        .extracting(MarkdownPage::name)
        .contains("README.md", "docs/guide/start.md", "streams-bench/README.md")
        .noneMatch(name -> name.contains("target/"));
  }

  @Test
  void aPageOfTheGuideIsInItsIndex() throws IOException {
    List<String> listed =
        MarkdownPage.read(MarkdownPage.ROOT.resolve("docs/guide/README.md")).links();
    try (var files = Files.list(MarkdownPage.ROOT.resolve("docs/guide"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> !name.equals("README.md"))
          .allSatisfy(name -> assertThat(listed).contains(name));
    }
  }

  @Test
  void linksAndHeadingsAreReadAsGitHubReadsThem() {
    MarkdownPage page =
        MarkdownPage.of(
            Path.of("a.md"),
            List.of(
                "# Why a plain `GET`, is not enough!",
                "## Twice",
                "## Twice",
                "See [one](b.md#c), [`two`](#twice), `[three](x.md)`.",
                "```text",
                "# [four](y.md)",
                "```",
                "<a id=\"here\" href=\"z.md\">"));

    assertThat(page.links()).containsExactly("b.md#c", "#twice", "z.md");
    assertThat(page.anchors())
        .containsExactly("why-a-plain-get-is-not-enough", "twice", "twice-1", "here");
  }
}
