package dev.mongostreams.bench;

import dev.mongostreams.bench.record.Gate;
import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.record.RecordingFile;
import dev.mongostreams.bench.record.RecordingJson;
import dev.mongostreams.bench.report.page.ReportFiles;
import dev.mongostreams.bench.scenario.Scenario;
import dev.mongostreams.bench.suite.Gates;
import dev.mongostreams.bench.suite.Plan;
import dev.mongostreams.bench.suite.Session;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.testkit.ReplicaSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Runs a plan or some of its scenarios, records them with a report, and says which gates are met.
 */
@Command(
    name = "run",
    description = "Runs quick, full, or the scenarios that are named.",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all was measured; whether the gates are met stands in the table",
      "1:a lap was void: events were missing or other ones, or it did not end",
      "2:wrong usage",
      "3:no replica set could be found or started"
    })
final class SuiteRun implements Callable<Integer> {
  private static final int NO_REPLICA_SET = 3;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "quick|full|NAME",
      description = "What to run. Default: quick.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--rounds",
      description =
          "How often each way runs. Default: 9 of full, 3 of quick and of scenarios; Debezium 5 and"
              + " 1, and a third of it where figures hardly vary.")
  private @Nullable Integer rounds;

  @Option(
      names = "--ways",
      split = ",",
      description = "Which ways to ask, of those that a scenario has. Default: all.")
  private List<String> ways = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where the recording and its report go. Default: docs/benchmarks/DATE for full, else"
              + " target/benchmarks.")
  private @Nullable Path out;

  @Mixin private MongoOption mongo = new MongoOption();

  /** Runs it; called by the command line once the options are known. */
  @Override
  public Integer call() throws IOException, InterruptedException {
    Plan plan = names.contains(Plan.FULL.label()) ? Plan.FULL : Plan.QUICK;
    List<Scenario> scenarios = asked(scenarios(plan));
    if (rounds != null && rounds < 1) {
      throw wrong("Cannot run with --rounds " + rounds + ": give at least 1.");
    }
    try (ReplicaSet rs0 = mongo.rs0().report(this::tell).start()) {
      Path directory = out == null ? directory(plan) : out;
      Recording recording =
          new Session(rs0, this::tell, so -> write(so, directory))
              .run(
                  complete() ? plan.label() : "part of " + plan.label(),
                  scenarios,
                  rounds == null ? plan.rounds() : rounds,
                  rounds == null ? plan.slowRounds() : rounds);
      tell("recorded in " + directory.resolve(RecordingFile.NAME));
      PrintWriter lines = spec.commandLine().getOut();
      Gates.of(recording).stream()
          .filter(gate -> whole() || gate.seen().isPresent())
          .map(Gate::line)
          .forEach(lines::println);
      lines.flush();
      // Last: whatever the pages meet, the figures are safe and shown.
      ReportFiles.write(recording, directory).forEach(file -> tell("written: " + file));
      return recording.samples().stream().anyMatch(sample -> sample.isVoid()) ? 1 : 0;
    } catch (ConnectFailedException unusable) {
      spec.commandLine().getErr().println(unusable.getMessage());
      return NO_REPLICA_SET;
    }
  }

  private List<Scenario> scenarios(Plan plan) {
    return whole() ? plan.scenarios() : named().stream().map(name -> scenario(plan, name)).toList();
  }

  /** True when a plan is asked for, and no scenario of it. */
  private boolean whole() {
    return named().isEmpty();
  }

  /** True when nothing is left out of a plan. */
  private boolean complete() {
    return whole() && ways.isEmpty() && rounds == null;
  }

  private List<String> named() {
    List<String> named = new ArrayList<>(names);
    named.removeAll(List.of(Plan.QUICK.label(), Plan.FULL.label()));
    return named;
  }

  private Scenario scenario(Plan plan, String name) {
    return plan.scenario(name)
        .orElseThrow(
            () ->
                wrong(
                    "Cannot run "
                        + name
                        + ": take quick, full, or some of "
                        + String.join(", ", plan.all().stream().map(Scenario::name).toList())
                        + "."));
  }

  private List<Scenario> asked(List<Scenario> scenarios) {
    if (ways.isEmpty()) {
      return scenarios;
    }
    List<String> known = scenarios.stream().flatMap(one -> one.ways().stream()).distinct().toList();
    for (String way : ways) {
      if (!known.contains(way)) {
        throw wrong(
            "Cannot ask the way " + way + ": take some of " + String.join(", ", known) + ".");
      }
    }
    return scenarios.stream().map(one -> one.only(ways)).toList();
  }

  private static void write(Recording recording, Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve(RecordingFile.NAME),
        RecordingJson.write(recording),
        StandardCharsets.UTF_8);
  }

  private Path directory(Plan plan) {
    return plan == Plan.FULL && complete()
        ? Path.of("docs", "benchmarks", LocalDate.now(ZoneOffset.UTC).toString())
        : Path.of("target", "benchmarks");
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private void tell(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
