package dev.mongostreams.bench.report.page;

import dev.mongostreams.bench.report.chart.Chart;
import java.util.List;

/** A part of a section. */
sealed interface Block {

  /** A paragraph. */
  record Prose(String text) implements Block {}

  /**
   * A table. The first cell of a row says what the row is about.
   *
   * @param caption what it shows
   * @param head of each column
   * @param rows with a cell for each column
   */
  record Table(String caption, List<String> head, List<List<Cell>> rows) implements Block {}

  /** A chart; its figures stand in a table of the same section. */
  record Drawing(Chart chart) implements Block {}
}
