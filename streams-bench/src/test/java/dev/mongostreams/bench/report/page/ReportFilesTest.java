package dev.mongostreams.bench.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.record.RecordingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages of a recording are held against those that are kept beside it; {@code
 * -Dstreams.docs.write=true} writes them instead.
 */
class ReportFilesTest {
  private static final Path KEPT = Path.of("src/test/resources/dev/mongostreams/bench/report/page");

  @TempDir private Path directory;

  @Test
  void makesTheSamePagesOfTheSameRecording() throws IOException {
    Recording recording = RecordingFile.read(KEPT);
    if (Boolean.getBoolean("streams.docs.write")) {
      ReportFiles.write(recording, KEPT);
    }

    List<Path> files = ReportFiles.write(recording, directory);

    assertThat(files)
        .extracting(Path::getFileName)
        .map(Path::toString)
        .containsExactly("report.md", "index.html");
    for (Path file : files) {
      assertThat(file).hasSameTextualContentAs(KEPT.resolve(file.getFileName()));
      assertThat(Files.readAllBytes(file))
          .isEqualTo(Files.readAllBytes(KEPT.resolve(file.getFileName())));
    }
  }

  @Test
  void addsPicturesToAFullRun() throws IOException {
    Recording quick = RecordingFile.read(KEPT);
    Recording full = new Recording(Map.of("plan", "full"), quick.questions(), quick.samples());

    assertThat(ReportFiles.write(full, directory))
        .extracting(Path::getFileName)
        .map(Path::toString)
        .containsExactly("report.md", "index.html", "drain.png", "latency.png");
  }

  @Test
  void showsAllTextAsItIs() throws IOException {
    String page = HtmlPage.of(RecordingFile.read(KEPT));

    assertThat(page)
        .contains("A processor &lt;of&gt; none")
        .contains("100,000 &lt;b&gt;&amp; a &quot;tag&quot;&lt;/b&gt; | pipe")
        .contains("<th scope=\"row\">&lt;i&gt;another&lt;/i&gt;</th>")
        .doesNotContain("<of>", "<b>", "<i>");
    assertThat(MarkdownPage.of(RecordingFile.read(KEPT)))
        .contains("100,000 \\<b\\>& a \"tag\"\\</b\\> \\| pipe");
  }

  @Test
  void loadsNothing() throws IOException {
    String page = HtmlPage.of(RecordingFile.read(KEPT));

    assertThat(page).contains("default-src 'none'").doesNotContain(" src=", "<link rel=\"style");
    assertThat(Pattern.compile("</script>").matcher(page).results()).hasSize(1);
  }

  @Test
  void eachChartHasATableInItsSection() throws IOException {
    for (Section section : Contents.of(RecordingFile.read(KEPT))) {
      boolean drawn = section.blocks().stream().anyMatch(Block.Drawing.class::isInstance);

      assertThat(section.blocks().stream().anyMatch(Block.Table.class::isInstance) || !drawn)
          .as(section.title())
          .isTrue();
    }
  }

  @Test
  void eachRowHasACellForEachColumn() throws IOException {
    for (Section section : Contents.of(RecordingFile.read(KEPT))) {
      for (Block block : section.blocks()) {
        if (block instanceof Block.Table table) {
          assertThat(table.rows())
              .as(table.caption())
              .allSatisfy(row -> assertThat(row).hasSameSizeAs(table.head()));
        }
      }
    }
  }

  @Test
  void aScenarioThatNobodyKnowsAppearsByItself() throws IOException {
    assertThat(MarkdownPage.of(RecordingFile.read(KEPT)))
        .contains("## new-scenario")
        .contains("| way | unknownThing ÷ one way | unknownThing | laps |");
  }
}
