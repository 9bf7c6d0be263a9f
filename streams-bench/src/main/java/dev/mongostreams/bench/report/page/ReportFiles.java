package dev.mongostreams.bench.report.page;

import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.report.chart.Pictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes a report beside its recording. */
public final class ReportFiles {
  private static final String WITH_PICTURES = "full";

  private ReportFiles() {}

  /**
   * Writes {@code report.md} and {@code index.html}, and of a full run the pictures.
   *
   * @return what was written
   */
  public static List<Path> write(Recording recording, Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(write(directory.resolve("report.md"), MarkdownPage.of(recording)));
    files.add(write(directory.resolve("index.html"), HtmlPage.of(recording)));
    if (WITH_PICTURES.equals(recording.environment().get("plan"))) {
      files.addAll(Pictures.write(recording, directory));
    }
    return files;
  }

  private static Path write(Path file, String text) throws IOException {
    return Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
