package dev.mongostreams.bench.compare;

import dev.mongostreams.bench.record.Interval;
import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.record.Sample;
import dev.mongostreams.bench.record.Spread;
import dev.mongostreams.bench.report.figure.Figure;
import dev.mongostreams.bench.report.figure.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Holds a recording against an older one, figure by figure. */
final class Comparison {
  private final Recording before;
  private final Recording after;
  private final List<Change> changes = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private int compared;
  private int tooFew;

  private Comparison(Recording before, Recording after) {
    this.before = before;
    this.after = after;
  }

  static Comparison of(Recording before, Recording after) {
    Comparison comparison = new Comparison(before, after);
    Set<String> scenarios = new LinkedHashSet<>(before.scenarios());
    scenarios.addAll(after.scenarios());
    scenarios.forEach(comparison::scenario);
    comparison.changes.sort(
        Comparator.comparing(Change::direction)
            .thenComparing(Comparator.comparingDouble(Change::size).reversed()));
    return comparison;
  }

  /** What is more than noise: first what is worse, and of that first the most. */
  List<Change> changes() {
    return List.copyOf(changes);
  }

  /** What could not be compared, and laps that became void. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /** How many figures were compared. */
  int compared() {
    return compared;
  }

  /** How many of them have too few laps to say anything. */
  int tooFew() {
    return tooFew;
  }

  /** What differs between the places where they were taken, as "mongodb: 6.0.27 -> 7.0.1". */
  List<String> surroundings() {
    Map<String, String> names = new TreeMap<>(before.environment());
    names.putAll(after.environment());
    return names.keySet().stream()
        .filter(name -> !at(before, name).equals(at(after, name)))
        .map(name -> name + ": " + at(before, name) + " -> " + at(after, name))
        .toList();
  }

  private static String at(Recording recording, String name) {
    return recording.environment().getOrDefault(name, "-");
  }

  private void scenario(String scenario) {
    if (!before.question(scenario).equals(after.question(scenario))
        && before.scenarios().contains(scenario)
        && after.scenarios().contains(scenario)) {
      notes.add(
          scenario
              + " asked another question: "
              + before.question(scenario)
              + " -> "
              + after.question(scenario));
    }
    Set<String> ways = new LinkedHashSet<>(before.ways(scenario));
    ways.addAll(after.ways(scenario));
    ways.forEach(way -> way(scenario, way));
  }

  private void way(String scenario, String way) {
    String name = scenario + ", " + way;
    if (before.laps(scenario, way).isEmpty() || after.laps(scenario, way).isEmpty()) {
      notes.add(
          name + ": only in the " + (after.laps(scenario, way).isEmpty() ? "first" : "second"));
      return;
    }
    if (before.voids(scenario, way) != after.voids(scenario, way)) {
      notes.add(
          name
              + ": void laps: "
              + before.voids(scenario, way)
              + " -> "
              + after.voids(scenario, way));
    }
    Set<String> figures = new LinkedHashSet<>(before.figures(scenario));
    figures.addAll(after.figures(scenario));
    Figures.of(figures).forEach(figure -> figure(scenario, way, figure));
  }

  private void figure(String scenario, String way, Figure figure) {
    Optional<Interval> old = before.interval(scenario, way, figure.name());
    Optional<Interval> now = after.interval(scenario, way, figure.name());
    if (old.isPresent() != now.isPresent()) {
      notes.add(
          scenario
              + ", "
              + way
              + ": "
              + figure.title()
              + " only in the "
              + (now.isEmpty() ? "first" : "second"));
    }
    if (old.isEmpty() || now.isEmpty()) {
      return;
    }
    compared++;
    int laps = Math.min(laps(before, scenario, way, figure), laps(after, scenario, way, figure));
    if (figure.everyOneMatters() && begunOrEnded(scenario, way, figure)) {
      changes.add(
          new Change(
              scenario,
              way,
              figure,
              worst(before, scenario, way, figure),
              worst(after, scenario, way, figure)));
    } else if (Noise.exceeded(old.get(), now.get(), laps)) {
      changes.add(new Change(scenario, way, figure, old.get(), now.get()));
    } else if (!Noise.canSay(laps)) {
      tooFew++;
    }
  }

  private boolean begunOrEnded(String scenario, String way, Figure figure) {
    return worst(before, scenario, way, figure).high() > 0
        != worst(after, scenario, way, figure).high() > 0;
  }

  /** The most of all laps, as one event that is lost in one of them must not be averaged away. */
  private static Interval worst(Recording in, String scenario, String way, Figure figure) {
    return Interval.exactly(
        in.spread(scenario, way, figure.name()).map(Spread::most).orElse(Double.NaN));
  }

  private static int laps(Recording in, String scenario, String way, Figure figure) {
    return (int)
        in.laps(scenario, way).stream()
            .filter(lap -> !lap.isVoid())
            .map(Sample::figures)
            .filter(figures -> figures.containsKey(figure.name()))
            .count();
  }
}
