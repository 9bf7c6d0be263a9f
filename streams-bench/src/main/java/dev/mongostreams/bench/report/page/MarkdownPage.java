package dev.mongostreams.bench.report.page;

import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.report.page.Block.Prose;
import dev.mongostreams.bench.report.page.Block.Table;
import java.util.List;
import java.util.stream.Collectors;

/** A report as Markdown; its charts are left to the other page. */
final class MarkdownPage {
  private final StringBuilder page = new StringBuilder();

  private MarkdownPage() {}

  static String of(Recording recording) {
    MarkdownPage markdown = new MarkdownPage();
    markdown.page.append("# Benchmarks\n\n").append(escaped(Contents.summary(recording)));
    markdown.page.append("\n\nThe same with charts: [index.html](index.html).\n");
    Contents.of(recording).forEach(markdown::section);
    return markdown.page.toString();
  }

  private void section(Section section) {
    page.append("\n## ").append(escaped(section.title())).append('\n');
    for (Block block : section.blocks()) {
      if (block instanceof Prose prose) {
        page.append('\n').append(escaped(prose.text())).append('\n');
      } else if (block instanceof Table table) {
        table(table);
      }
    }
  }

  private void table(Table table) {
    page.append('\n').append(line(table.head().stream().map(MarkdownPage::escaped).toList()));
    page.append("|---".repeat(table.head().size())).append("|\n");
    table.rows().forEach(row -> page.append(line(row.stream().map(MarkdownPage::cell).toList())));
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String cell(Cell cell) {
    String text = cell.detail().isEmpty() ? cell.text() : cell.text() + " (" + cell.detail() + ")";
    return cell.tone() == Cell.Tone.BAD ? "**" + escaped(text) + "**" : escaped(text);
  }

  /** Text as it is, whatever it has that means something in Markdown. */
  static String escaped(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*\\[\\]<>|])", "\\\\$1");
  }
}
