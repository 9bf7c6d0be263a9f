package dev.mongostreams.bench.claims;

import dev.mongostreams.bench.record.Interval;
import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.record.Spread;
import dev.mongostreams.bench.report.figure.Figure;
import dev.mongostreams.bench.report.figure.Figures;
import dev.mongostreams.bench.report.figure.Numbers;
import java.util.List;
import java.util.Optional;

/** Takes figures out of a recording, and says where they are from. */
final class Evidence {
  private static final Figure RATIO = Figures.of("ratio");

  private final Recording recording;

  Evidence(Recording recording) {
    this.recording = recording;
  }

  /** The scenarios whose names begin so, in the order they were run. */
  List<String> scenarios(String prefix) {
    return recording.scenarios().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  Optional<Interval> interval(String scenario, String way, String figure) {
    return recording.interval(scenario, way, figure);
  }

  Optional<Spread> spread(String scenario, String way, String figure) {
    return recording.spread(scenario, way, figure);
  }

  /** The figure of a way by that of another, taken in each round. */
  Optional<Interval> ratio(String scenario, String way, String to, String figure) {
    return recording.ratio(scenario, way, to, figure);
  }

  /** How many members the replica set has, as a sentence with a space behind, when it is known. */
  String members() {
    String count = recording.environment().getOrDefault("replica set members", "");
    return switch (count) {
      case "" -> "";
      case "1" -> "The set has one member. ";
      default -> "The set has " + count + " members. ";
    };
  }

  /** The first of some ways that has a figure. */
  Optional<String> first(String scenario, String figure, String... ways) {
    return List.of(ways).stream()
        .filter(way -> recording.spread(scenario, way, figure).isPresent())
        .findFirst();
  }

  /** A figure as it is written: its median, and the interval around it. */
  String written(String scenario, String way, String figure) {
    return interval(scenario, way, figure)
        .map(seen -> written(Figures.of(figure), seen))
        .orElse("-");
  }

  /** A ratio as it is written. */
  static String written(Interval ratio) {
    return written(RATIO, ratio);
  }

  private static String written(Figure figure, Interval seen) {
    String range = Numbers.range(figure.shown(seen.low()), figure.shown(seen.high()));
    return seen.low() == seen.high()
        ? figure.withUnit(seen.median())
        : figure.withUnit(seen.median()) + " (" + range + ")";
  }

  /** What a way lost, as "0 of 10,000 in the worst lap". */
  String counted(String scenario, String way, String figure) {
    String of =
        spread(scenario, way, "written")
            .map(written -> " of " + Numbers.shown(written.most()))
            .orElse("");
    return spread(scenario, way, figure)
        .map(
            seen ->
                Numbers.range(Numbers.shown(seen.least()), Numbers.shown(seen.most()))
                    + of
                    + " "
                    + Figures.of(figure).title())
        .orElse("-");
  }

  /** Where a figure is from, and what was asked there. */
  String from(String scenario, String way) {
    long laps = recording.laps(scenario, way).size() - recording.voids(scenario, way);
    String question = recording.question(scenario);
    return scenario
        + ", "
        + way
        + ", "
        + (laps == 1 ? "1 lap" : laps + " laps")
        + (question.isEmpty() ? "." : ": " + question);
  }
}
