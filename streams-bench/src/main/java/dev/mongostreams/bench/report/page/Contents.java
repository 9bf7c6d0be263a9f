package dev.mongostreams.bench.report.page;

import dev.mongostreams.bench.claims.Claim;
import dev.mongostreams.bench.claims.PerformanceClaims;
import dev.mongostreams.bench.claims.SystemClaims;
import dev.mongostreams.bench.record.Gate;
import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.report.page.Block.Prose;
import dev.mongostreams.bench.report.page.Block.Table;
import dev.mongostreams.bench.report.page.Cell.Tone;
import dev.mongostreams.bench.suite.Gates;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All that a report says; every number in it is taken from the recording. */
final class Contents {
  private static final List<String> FIRST =
      List.of(
          "plan",
          "date",
          "commit",
          "processor",
          "processors",
          "memory",
          "system",
          "java",
          "heap",
          "mongodb",
          "replica set members",
          "driver");

  private final Recording recording;

  private Contents(Recording recording) {
    this.recording = recording;
  }

  /** All sections, in the order of the pages. */
  static List<Section> of(Recording recording) {
    Contents contents = new Contents(recording);
    List<Section> sections = new ArrayList<>();
    sections.add(contents.machine());
    sections.add(contents.gates());
    sections.add(contents.performance());
    sections.add(contents.systems());
    recording.scenarios().stream()
        .map(scenario -> new ScenarioSection(recording, scenario).section())
        .forEach(sections::add);
    sections.add(reading());
    return List.copyOf(sections);
  }

  /** One line on what was run, and where. */
  static String summary(Recording recording) {
    Map<String, String> environment = recording.environment();
    return String.format(
        "The %s run of %s, commit %s, MongoDB %s, on %s (%s).",
        environment.getOrDefault("plan", "-"),
        environment.getOrDefault("date", "-"),
        environment.getOrDefault("commit", "-"),
        environment.getOrDefault("mongodb", "-"),
        environment.getOrDefault("processor", "-"),
        environment.getOrDefault("processors", "-") + " processors");
  }

  private Section machine() {
    Map<String, String> environment = new TreeMap<>(recording.environment());
    Set<String> names = new LinkedHashSet<>(FIRST);
    names.retainAll(environment.keySet());
    names.addAll(environment.keySet());
    List<List<Cell>> rows =
        names.stream()
            .map(name -> List.of(Cell.text(name), Cell.text(environment.getOrDefault(name, "-"))))
            .toList();
    return new Section(
        "Machine and versions",
        List.of(new Table("Where this was measured", List.of("what", "value"), rows)));
  }

  private Section gates() {
    List<List<Cell>> rows = Gates.of(recording).stream().map(Contents::row).toList();
    return new Section(
        "Gates",
        List.of(
            new Prose(
                "What we ask of ourselves. A gate must hold at the worse end of the interval, and has"
                    + " its goal in the middle. One that is not met stays here."),
            new Table("The gates", List.of("gate", "verdict", "measured", "asked for"), rows)));
  }

  private static List<Cell> row(Gate gate) {
    Tone tone =
        gate.seen().isEmpty()
            ? Tone.ABSENT
            : gate.reached() ? Tone.GOOD : gate.met() ? Tone.FAIR : Tone.BAD;
    return List.of(
        Cell.text(gate.what()),
        new Cell(gate.verdict(), "", tone),
        Cell.number(gate.figure()),
        Cell.number(gate.demand()));
  }

  private Section performance() {
    List<List<Cell>> rows =
        PerformanceClaims.of(recording).stream()
            .map(claim -> row(Cell.text(claim.subject()), claim))
            .toList();
    return new Section(
        "The guide on performance",
        List.of(
            new Table(
                "What the guide says of performance",
                List.of("line", "claim", "measured", "verdict", "conditions and rule"),
                rows)));
  }

  private Section systems() {
    List<List<Cell>> rows =
        SystemClaims.of(recording).stream()
            .map(claim -> row(Cell.text(claim.subject() + ": " + claim.system()), claim))
            .toList();
    return new Section(
        "The guide on other systems",
        List.of(
            new Table(
                "What the guide says of MongoDB, Redis and PostgreSQL",
                List.of(
                    "feature and system", "claim", "measured", "verdict", "conditions and rule"),
                rows)));
  }

  private static List<Cell> row(Cell first, Claim claim) {
    Tone tone =
        switch (claim.verdict()) {
          case HOLDS -> Tone.GOOD;
          case IN_PART, NOT_SHOWN -> Tone.FAIR;
          case FAILS -> Tone.BAD;
          case NOT_MEASURED -> Tone.ABSENT;
        };
    return List.of(
        first,
        Cell.text(claim.words()),
        Cell.text(claim.measured()),
        new Cell(claim.verdict().text(), "", tone),
        Cell.text(claim.conditions()));
  }

  private static Section reading() {
    return new Section(
        "How to read this",
        List.of(
            new Prose(
                "Each way runs in a process of its own, round by round, in an order that rotates. A"
                    + " cell has the median of its laps and, behind it, the least and the most. What"
                    + " came is checked; a lap with other events is void and counts nowhere."),
            new Prose(
                "A ratio is taken within each round, as the ways of a round met the same"
                    + " disturbances. It is the median of the rounds; behind it is an interval that"
                    + " holds the true median in 95 % of cases, or all of the rounds when there are"
                    + " fewer than six."),
            new Prose(
                "Servers, writers and readers share the machine. A rate says nothing about other"
                    + " machines; trust ratios, and those only when the ranges do not overlap."),
            new Prose(
                "A write is due when it was to be sent, whatever became of the ones before: who times"
                    + " from the sending hides how long a slow write kept the next ones waiting. The"
                    + " time since acknowledged leaves the write itself out; it is negative when the"
                    + " event came first."),
            new Prose("All numbers are taken from recording.json, beside this page.")));
  }
}
