package dev.mongostreams.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.bench.hop.HopLatency;
import dev.mongostreams.bench.record.Gate;
import dev.mongostreams.bench.record.Spread;
import dev.mongostreams.testkit.ReplicaSet;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@link HopLatency}, and its report. For one run. */
@Command(
    name = "hop",
    description = "Compares how soon a handler sees a write, with one worker and with several.",
    mixinStandardHelpOptions = true)
final class HopCommand implements Callable<Integer> {
  private static final double[] PERCENTILES = {50, 90, 99};

  @Spec private CommandSpec spec;

  @Option(
      names = "--rounds",
      defaultValue = "10",
      description = "How often both run, after a round that warms up. Default: 10.")
  private int rounds;

  @Option(
      names = "--writes",
      defaultValue = "2000",
      description = "Writes of a round, about half for each. Default: 2000.")
  private int writes;

  @Option(names = "--rate", defaultValue = "100", description = "Writes a second. Default: 100.")
  private int rate;

  @Option(
      names = "--workers",
      defaultValue = "4",
      description = "Workers of the watcher that has several. Default: 4.")
  private int workers;

  @Mixin private MongoOption mongo = new MongoOption();

  /** Runs the comparison; called by the command line once the options are known. */
  @Override
  public Integer call() throws InterruptedException {
    atLeast("--rounds", 1, rounds);
    atLeast("--writes", 100, writes);
    atLeast("--rate", 1, rate);
    atLeast("--workers", 2, workers);
    try (ReplicaSet rs0 = mongo.rs0().start();
        MongoClient client = MongoClients.create(rs0.uri())) {
      String database = rs0.freshDatabase();
      out()
          .printf(
              "%d rounds of %,d writes at %,d/s, MongoDB %s, %s%n%n",
              rounds, writes, rate, rs0.version(), Machine.describe());
      out().flush();
      try (ChangeStreams streams = ChangeStreams.of(client, database)) {
        report(measured(new HopLatency(client, streams, database, workers)));
      }
    }
    return 0;
  }

  private List<HopLatency.Round> measured(HopLatency latency) throws InterruptedException {
    List<HopLatency.Round> measured = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      HopLatency.Round next = latency.round(writes, rate);
      if (round > 0) {
        measured.add(next);
      }
    }
    return measured;
  }

  private void report(List<HopLatency.Round> measured) {
    out().printf("%-40s%16s%16s%16s%n", "microseconds, medians of rounds", "p50", "p90", "p99");
    line("from when it was due, one worker", measured, (round, p) -> round.one().dueMicros(p));
    line(
        "from when it was due, " + workers + " workers",
        measured,
        (round, p) -> round.several().dueMicros(p));
    line(
        "from its acknowledgement, one worker",
        measured,
        (round, p) -> round.one().acknowledgedMicros(p));
    line(
        "from its acknowledgement, " + workers + " workers",
        measured,
        (round, p) -> round.several().acknowledgedMicros(p));
    out().println();
    gate("us that lanes add at p50", measured, HopLatency.Round::addedMicros);
    gate(
        "the same, from the acknowledgement",
        measured,
        HopLatency.Round::addedAfterAcknowledgementMicros);
    out().flush();
  }

  private interface Percentile {
    double of(HopLatency.Round round, double percentile);
  }

  private void line(String what, List<HopLatency.Round> measured, Percentile percentile) {
    out().printf("%-40s", what);
    for (double p : PERCENTILES) {
      double median = spread(measured, round -> percentile.of(round, p)).median();
      out().printf(Locale.ROOT, "%,16.0f", median);
    }
    out().println();
  }

  private void gate(
      String what, List<HopLatency.Round> measured, ToDoubleFunction<HopLatency.Round> added) {
    Spread spread = spread(measured, added);
    out().println(Gate.atMost(what, Optional.of(spread.median()), 50).line());
    out().printf(Locale.ROOT, "  lowest round %.0f, highest %.0f%n", spread.least(), spread.most());
  }

  private static Spread spread(
      List<HopLatency.Round> measured, ToDoubleFunction<HopLatency.Round> figure) {
    return Spread.of(measured.stream().mapToDouble(figure).toArray());
  }

  private void atLeast(String option, int least, int value) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(),
          "Cannot run with " + option + " " + value + ": give at least " + least + ".");
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
