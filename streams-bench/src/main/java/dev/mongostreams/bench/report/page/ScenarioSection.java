package dev.mongostreams.bench.report.page;

import dev.mongostreams.bench.record.Interval;
import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.record.Sample;
import dev.mongostreams.bench.record.Spread;
import dev.mongostreams.bench.report.chart.Charts;
import dev.mongostreams.bench.report.figure.Figure;
import dev.mongostreams.bench.report.figure.Figure.Better;
import dev.mongostreams.bench.report.figure.Figures;
import dev.mongostreams.bench.report.figure.Guarantee;
import dev.mongostreams.bench.report.figure.Numbers;
import dev.mongostreams.bench.report.figure.Remark;
import dev.mongostreams.bench.report.page.Block.Drawing;
import dev.mongostreams.bench.report.page.Block.Prose;
import dev.mongostreams.bench.report.page.Block.Table;
import dev.mongostreams.bench.report.page.Cell.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a report says of one scenario: its question, its ways in a table, charts, void laps. */
final class ScenarioSection {
  private final Recording recording;
  private final String scenario;
  private final List<String> ways;
  private final List<Figure> figures;

  ScenarioSection(Recording recording, String scenario) {
    this.recording = recording;
    this.scenario = scenario;
    this.ways = List.copyOf(recording.ways(scenario));
    this.figures = Figures.of(recording.figures(scenario));
  }

  Section section() {
    List<Block> blocks = new ArrayList<>();
    if (!recording.question(scenario).isEmpty()) {
      blocks.add(new Prose(recording.question(scenario)));
    }
    Charts.of(recording, scenario).stream().map(Drawing::new).forEach(blocks::add);
    blocks.add(table());
    Remark.of(ways, recording.figures(scenario)).stream().map(Prose::new).forEach(blocks::add);
    List<List<Cell>> voids = voids();
    if (!voids.isEmpty()) {
      blocks.add(new Table("Void laps of " + scenario, List.of("way", "round", "why"), voids));
    }
    return new Section(scenario, blocks);
  }

  private Table table() {
    Optional<Figure> compared = compared();
    List<String> head = new ArrayList<>(List.of("way"));
    compared.ifPresent(figure -> head.add(figure.title() + " ÷ " + ways.get(0)));
    figures.forEach(figure -> head.add(heading(figure)));
    if (delivers()) {
      head.add("guarantee");
    }
    head.add("laps");
    List<List<Cell>> rows = ways.stream().map(way -> row(way, compared)).toList();
    return new Table("The ways of " + scenario, head, rows);
  }

  private static String heading(Figure figure) {
    return figure.better() == Better.UNKNOWN || figure.counted()
        ? figure.heading()
        : figure.heading() + (figure.better() == Better.MORE ? " ↑" : " ↓");
  }

  private List<Cell> row(String way, Optional<Figure> compared) {
    List<Cell> row = new ArrayList<>(List.of(Cell.text(way)));
    compared.ifPresent(figure -> row.add(ratio(way, figure)));
    figures.forEach(figure -> row.add(cell(way, figure)));
    if (delivers()) {
      row.add(Cell.text(Guarantee.of(way)));
    }
    row.add(laps(way));
    return row;
  }

  /** What the ways are compared by: the first figure that is measured and not counted. */
  private Optional<Figure> compared() {
    return ways.size() < 2
        ? Optional.empty()
        : figures.stream().filter(figure -> !figure.counted()).findFirst();
  }

  private boolean delivers() {
    return Stream.of("lost", "repeated").anyMatch(recording.figures(scenario)::contains);
  }

  private Cell ratio(String way, Figure figure) {
    Optional<Interval> ratio =
        recording
            .ratio(scenario, way, ways.get(0), figure.name())
            .filter(found -> Double.isFinite(found.low()) && Double.isFinite(found.high()));
    return ratio
        .map(found -> number(found.median(), found.low(), found.high()))
        .orElse(Cell.absent());
  }

  private static Cell number(double median, double low, double high) {
    return numbers(Numbers.shown(median), Numbers.shown(low), Numbers.shown(high));
  }

  private static Cell numbers(String median, String low, String high) {
    String range = Numbers.range(low, high);
    return Cell.number(median, range.equals(median) ? "" : range);
  }

  private Cell cell(String way, Figure figure) {
    Optional<Spread> spread = recording.spread(scenario, way, figure.name());
    return spread
        .map(
            found ->
                numbers(
                    figure.shown(found.median()),
                    figure.shown(found.least()),
                    figure.shown(found.most())))
        .map(cell -> marked(cell, figure, spread))
        .orElse(Cell.absent());
  }

  /** A lap that lost something is not to be overlooked. */
  private static Cell marked(Cell cell, Figure figure, Optional<Spread> spread) {
    boolean breach =
        figure.everyOneMatters() && spread.map(found -> found.most() > 0).orElse(false);
    return breach ? new Cell(cell.text(), cell.detail(), Tone.BAD) : cell;
  }

  private Cell laps(String way) {
    long voids = recording.voids(scenario, way);
    long laps = recording.laps(scenario, way).size() - voids;
    return voids == 0
        ? Cell.number(String.valueOf(laps))
        : new Cell(String.valueOf(laps), voids + " void", Tone.BAD);
  }

  private List<List<Cell>> voids() {
    return recording.samples().stream()
        .filter(sample -> sample.scenario().equals(scenario) && sample.isVoid())
        .map(ScenarioSection::row)
        .toList();
  }

  private static List<Cell> row(Sample sample) {
    return List.of(
        Cell.text(sample.way()),
        Cell.number(Numbers.shown(sample.round())),
        Cell.text(sample.fault()));
  }
}
