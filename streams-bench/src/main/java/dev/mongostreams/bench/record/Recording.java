package dev.mongostreams.bench.record;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;

/**
 * All samples of a session, and where they were taken. Ways are compared round by round, as those
 * of a round met the same disturbances. Immutable.
 *
 * @param environment what a figure means nothing without, by name
 * @param questions what was asked, by scenario
 * @param samples in the order they were taken
 */
public record Recording(
    Map<String, String> environment, Map<String, String> questions, List<Sample> samples) {

  public Recording {
    environment = Map.copyOf(environment);
    questions = Map.copyOf(questions);
    samples = List.copyOf(samples);
  }

  /** A recording of scenarios that speak for themselves. */
  public Recording(Map<String, String> environment, List<Sample> samples) {
    this(environment, Map.of(), samples);
  }

  /** What a scenario asks, or an empty text. */
  public String question(String scenario) {
    return questions.getOrDefault(scenario, "");
  }

  /** The scenarios, in the order they were run. */
  public Set<String> scenarios() {
    Set<String> names = new LinkedHashSet<>();
    samples.forEach(sample -> names.add(sample.scenario()));
    return names;
  }

  /** Who ran a scenario, in the order of the first round. */
  public Set<String> ways(String scenario) {
    Set<String> ways = new LinkedHashSet<>();
    of(scenario).forEach(sample -> ways.add(sample.way()));
    return ways;
  }

  /** What figures there are of a scenario. */
  public Set<String> figures(String scenario) {
    Set<String> names = new LinkedHashSet<>();
    of(scenario).forEach(sample -> names.addAll(sample.figures().keySet()));
    return names;
  }

  /** All laps of a way, void ones too, in the order they were run. */
  public List<Sample> laps(String scenario, String way) {
    return of(scenario).filter(sample -> sample.way().equals(way)).toList();
  }

  /** How many laps of a way are void. */
  public long voids(String scenario, String way) {
    return of(scenario).filter(sample -> sample.way().equals(way) && sample.isVoid()).count();
  }

  /** What a way was measured at; empty when it was not. */
  public Optional<Spread> spread(String scenario, String way, String figure) {
    double[] values = rounds(scenario, way, figure).values().stream().mapToDouble(v -> v).toArray();
    return values.length == 0 ? Optional.empty() : Optional.of(Spread.of(values));
  }

  /** The figure of a way by that of another. */
  public Optional<Interval> ratio(String scenario, String way, String to, String figure) {
    return paired(scenario, way, to, figure, (ours, theirs) -> ours / theirs);
  }

  /** The figure of a way by the largest of several others, round by round. */
  public Optional<Interval> ratioToMost(
      String scenario, String way, List<String> to, String figure) {
    Map<Integer, Double> most = new LinkedHashMap<>();
    to.forEach(
        other ->
            rounds(scenario, other, figure).forEach((n, one) -> most.merge(n, one, Math::max)));
    return paired(rounds(scenario, way, figure), most, (ours, theirs) -> ours / theirs);
  }

  /** The figure of a way less that of another. */
  public Optional<Interval> difference(String scenario, String way, String to, String figure) {
    return paired(scenario, way, to, figure, (ours, theirs) -> ours - theirs);
  }

  /** Where the figure of a way lies. */
  public Optional<Interval> interval(String scenario, String way, String figure) {
    double[] values = rounds(scenario, way, figure).values().stream().mapToDouble(v -> v).toArray();
    return values.length == 0 ? Optional.empty() : Optional.of(Interval.of(values));
  }

  private Optional<Interval> paired(
      String scenario, String way, String to, String figure, DoubleBinaryOperator compared) {
    return paired(rounds(scenario, way, figure), rounds(scenario, to, figure), compared);
  }

  private static Optional<Interval> paired(
      Map<Integer, Double> ours, Map<Integer, Double> theirs, DoubleBinaryOperator compared) {
    double[] values =
        ours.entrySet().stream()
            .filter(one -> theirs.containsKey(one.getKey()))
            .mapToDouble(
                one ->
                    compared.applyAsDouble(
                        one.getValue(), theirs.getOrDefault(one.getKey(), Double.NaN)))
            .toArray();
    return values.length == 0 ? Optional.empty() : Optional.of(Interval.of(values));
  }

  private Map<Integer, Double> rounds(String scenario, String way, String figure) {
    Map<Integer, Double> rounds = new LinkedHashMap<>();
    of(scenario)
        .filter(sample -> sample.way().equals(way) && !sample.isVoid())
        .forEach(
            sample -> {
              OptionalDouble value = sample.figure(figure);
              value.ifPresent(there -> rounds.put(sample.round(), there));
            });
    return rounds;
  }

  private Stream<Sample> of(String scenario) {
    return samples.stream().filter(sample -> sample.scenario().equals(scenario));
  }
}
