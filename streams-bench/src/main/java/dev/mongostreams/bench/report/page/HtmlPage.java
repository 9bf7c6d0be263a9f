package dev.mongostreams.bench.report.page;

import static dev.mongostreams.bench.report.page.HtmlText.escaped;

import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.report.chart.Chart;
import dev.mongostreams.bench.report.chart.Chart.Kind;
import dev.mongostreams.bench.report.chart.ChartJson;
import dev.mongostreams.bench.report.page.Block.Drawing;
import dev.mongostreams.bench.report.page.Block.Prose;
import dev.mongostreams.bench.report.page.Block.Table;
import java.util.List;
import java.util.Locale;

/** A report as one file of HTML, with all that it needs inside. */
final class HtmlPage {
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" \
      content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
      <link rel="icon" href="data:,">
      <title>Benchmarks of Mongo Streams</title>
      <style>
      """;

  private final StringBuilder page = new StringBuilder(HEAD);

  private HtmlPage() {}

  static String of(Recording recording) {
    HtmlPage html = new HtmlPage();
    List<Section> sections = Contents.of(recording);
    html.page.append(PageFiles.style()).append("</style>\n</head>\n<body>\n");
    html.header(Contents.summary(recording), sections);
    html.page.append("<main id=\"content\">\n");
    sections.forEach(html::section);
    html.page.append("</main>\n<script>\n").append(PageFiles.script());
    return html.page.append("</script>\n</body>\n</html>\n").toString();
  }

  private void header(String summary, List<Section> sections) {
    page.append("<a class=\"skip\" href=\"#content\">To the figures</a>\n<header>\n")
        .append("<h1>Benchmarks of Mongo Streams</h1>\n<p>")
        .append(escaped(summary))
        .append("</p>\n<nav aria-label=\"Sections\">\n<ul>\n");
    for (Section section : sections) {
      page.append("<li><a href=\"#").append(section.id()).append("\">");
      page.append(escaped(section.title())).append("</a></li>\n");
    }
    page.append("</ul>\n</nav>\n</header>\n");
  }

  private void section(Section section) {
    page.append("<section aria-labelledby=\"").append(section.id()).append("\">\n<h2 id=\"");
    page.append(section.id()).append("\">").append(escaped(section.title())).append("</h2>\n");
    for (Block block : section.blocks()) {
      if (block instanceof Prose prose) {
        page.append("<p>").append(escaped(prose.text())).append("</p>\n");
      } else if (block instanceof Table table) {
        table(table);
      } else if (block instanceof Drawing drawing) {
        chart(drawing.chart());
      }
    }
    page.append("</section>\n");
  }

  private void table(Table table) {
    // It may be wider than a phone: then it is scrolled by itself, with the keyboard too.
    page.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
        .append(escaped(table.caption()))
        .append("\">\n<table>\n<caption>")
        .append(escaped(table.caption()))
        .append("</caption>\n<thead><tr>");
    table
        .head()
        .forEach(head -> page.append("<th scope=\"col\">").append(escaped(head)).append("</th>"));
    page.append("</tr></thead>\n<tbody>\n");
    table.rows().forEach(this::row);
    page.append("</tbody>\n</table>\n</div>\n");
  }

  private void row(List<Cell> cells) {
    page.append("<tr><th scope=\"row\">").append(escaped(cells.get(0).text())).append("</th>");
    for (Cell cell : cells.subList(1, cells.size())) {
      page.append("<td class=\"").append(cell.tone().name().toLowerCase(Locale.ROOT));
      page.append("\">").append(escaped(cell.text()));
      if (!cell.detail().isEmpty()) {
        page.append(" <small>").append(escaped(cell.detail())).append("</small>");
      }
      page.append("</td>");
    }
    page.append("</tr>\n");
  }

  private void chart(Chart chart) {
    page.append("<figure>\n<figcaption>")
        .append(escaped(caption(chart)))
        .append("</figcaption>\n<div class=\"chart\" role=\"img\" aria-label=\"Chart: ")
        .append(escaped(chart.title()))
        .append(". Its figures stand in the table below.\" data-chart=\"")
        .append(escaped(ChartJson.write(chart)))
        .append("\"></div>\n</figure>\n");
  }

  private static String caption(Chart chart) {
    String what =
        chart.kind() == Kind.BARS ? ": median, and least to most" : ": median of each percentile";
    return switch (chart.scale()) {
      case EVEN -> chart.title() + what;
      case LOGARITHMIC -> chart.title() + what + "; logarithmic scale";
      case TWO_SIDED -> chart.title() + what + "; logarithmic scale on both sides of zero";
    };
  }
}
