package dev.mongostreams.bench.report.chart;

import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.record.Spread;
import dev.mongostreams.bench.report.chart.Chart.Kind;
import dev.mongostreams.bench.report.chart.Chart.Series;
import dev.mongostreams.bench.report.figure.Figure;
import dev.mongostreams.bench.report.figure.Figure.Look;
import dev.mongostreams.bench.report.figure.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chooses what is drawn of a scenario: rates and sizes as bars, latencies as percentiles. */
public final class Charts {
  private static final Pattern PERCENTILE = Pattern.compile("(.*), (p\\d+)");

  private final Recording recording;
  private final String scenario;
  private final List<String> ways;

  private Charts(Recording recording, String scenario) {
    this.recording = recording;
    this.scenario = scenario;
    this.ways = List.copyOf(recording.ways(scenario));
  }

  /** The charts of a scenario, at least one when anything was measured. */
  public static List<Chart> of(Recording recording, String scenario) {
    Charts charts = new Charts(recording, scenario);
    List<Figure> figures = Figures.of(recording.figures(scenario));
    List<Chart> chosen = new ArrayList<>();
    figures.stream()
        .filter(figure -> figure.look() == Look.BARS || figure.look() == Look.COUNTED)
        .map(charts::bars)
        .filter(chart -> !chart.isFlat())
        .forEach(chosen::add);
    charts.families(figures).forEach((title, family) -> chosen.add(charts.points(title, family)));
    return chosen.isEmpty() ? figures.stream().limit(1).map(charts::bars).toList() : chosen;
  }

  /** The bars of one figure; empty when the recording has none. */
  static Optional<Chart> bars(Recording recording, String scenario, String figure) {
    return recording.figures(scenario).contains(figure)
        ? Optional.of(new Charts(recording, scenario).bars(Figures.of(figure)))
        : Optional.empty();
  }

  /** The percentiles whose names begin alike; empty when the recording has none. */
  static Optional<Chart> points(Recording recording, String scenario, String prefix) {
    List<String> names =
        recording.figures(scenario).stream().filter(name -> name.startsWith(prefix)).toList();
    Charts charts = new Charts(recording, scenario);
    return charts.families(Figures.of(names)).entrySet().stream()
        .map(family -> charts.points(family.getKey(), family.getValue()))
        .findFirst();
  }

  private Chart bars(Figure figure) {
    return new Chart(
        Kind.BARS,
        figure.heading(),
        figure.unit(),
        ways,
        List.of(
            series("median", figure, Spread::median),
            series("least", figure, Spread::least),
            series("most", figure, Spread::most)));
  }

  private Chart points(String title, Map<String, Figure> family) {
    List<Series> series = new ArrayList<>();
    family.forEach((name, figure) -> series.add(series(name, figure, Spread::median)));
    Figure any = family.values().iterator().next();
    return new Chart(
        Kind.POINTS,
        any.unit().isEmpty() ? title : title + ", " + any.unit(),
        any.unit(),
        ways,
        series);
  }

  /** Percentiles of one kind together, by what they are percentiles of. */
  private Map<String, Map<String, Figure>> families(List<Figure> figures) {
    Map<String, Map<String, Figure>> families = new LinkedHashMap<>();
    for (Figure figure : figures) {
      Matcher title = PERCENTILE.matcher(figure.title());
      if (figure.look() == Look.PERCENTILE && title.matches()) {
        families
            .computeIfAbsent("time " + title.group(1), any -> new LinkedHashMap<>())
            .put(title.group(2), figure);
      }
    }
    return families;
  }

  private Series series(String name, Figure figure, ToDoubleFunction<Spread> of) {
    return new Series(
        name,
        ways.stream()
            .map(way -> recording.spread(scenario, way, figure.name()))
            .map(spread -> spread.map(found -> figure.scaled(of.applyAsDouble(found))))
            .toList());
  }
}
