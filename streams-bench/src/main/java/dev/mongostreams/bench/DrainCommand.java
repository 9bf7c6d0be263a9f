package dev.mongostreams.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.bench.reader.Contender;
import dev.mongostreams.bench.reader.Workload;
import dev.mongostreams.bench.report.Report;
import dev.mongostreams.bench.report.Results;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.testkit.ReplicaSet;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of the comparison, and its report. For one run. */
@Command(
    name = "drain",
    description = "Reads a history of inserts with each reader in turn and compares their rates.",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the table was printed; whether the gates are met stands in it",
      "1:a reader brought other events than were written, or could not read",
      "2:wrong usage",
      "3:no replica set could be found or started"
    })
final class DrainCommand implements Callable<Integer> {
  private static final int NO_REPLICA_SET = 3;

  @Spec private CommandSpec spec;

  @Option(
      names = "--events",
      defaultValue = "100000",
      description = "How many inserts to read. Default: ${DEFAULT-VALUE}.")
  private int events;

  @Option(
      names = "--rounds",
      defaultValue = "7",
      description = "How often each reader runs, after a round that warms up. Default: 7.")
  private int rounds;

  @Option(
      names = "--handler-micros",
      split = ",",
      defaultValue = "0,20",
      description = "Microseconds the handler burns for each event. Default: ${DEFAULT-VALUE}.")
  private List<Integer> handlers;

  @Option(
      names = "--readers",
      split = ",",
      defaultValue = "limit,driver,streams,streams-checkpoint,streams-driver-engine",
      description = "Which readers to compare. Default: ${DEFAULT-VALUE}.")
  private List<String> readers;

  @Mixin private MongoOption mongo = new MongoOption();

  /** Runs the comparison; called by the command line once the options are known. */
  @Override
  public Integer call() throws InterruptedException {
    atLeast("--events", 1, events);
    atLeast("--rounds", 1, rounds);
    handlers.forEach(micros -> atLeast("--handler-micros", 0, micros));
    List<Contender> contenders = contenders();
    try (ReplicaSet rs0 = mongo.rs0().report(this::tell).start()) {
      return compare(rs0, contenders) ? 0 : 1;
    } catch (ConnectFailedException unusable) {
      spec.commandLine().getErr().println(unusable.getMessage());
      return NO_REPLICA_SET;
    }
  }

  /** Compares and reports; false when a run was void. */
  private boolean compare(ReplicaSet rs0, List<Contender> contenders) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (MongoClient client = MongoClients.create(rs0.uri())) {
      out.printf(
          "Catch-up drain of %,d inserts of 1 KiB, %d rounds, medians%nMongoDB %s, %s%n%n",
          events, rounds, rs0.version(), Machine.describe());
      out.flush();
      Workload workload = Workload.write(client, rs0.freshDatabase(), events, Workload.KIB);
      DrainComparison comparison = new DrainComparison(client, workload, this::tell);
      Results results = comparison.compare(contenders, handlers, rounds);
      Report report = new Report(results, out);
      report.table(readers, handlers, Contender.LIMIT.label(), Contender.DRIVER.label());
      report.gates(DrainComparison.gates(results));
      report.ceilings(handlers, Contender.STREAMS.label(), Contender.DRIVER.label());
      return !comparison.voided();
    }
  }

  private List<Contender> contenders() {
    try {
      return readers.stream().map(Contender::of).toList();
    } catch (IllegalArgumentException unknown) {
      throw wrong(unknown);
    }
  }

  private ParameterException wrong(IllegalArgumentException value) {
    return new ParameterException(
        spec.commandLine(), Objects.requireNonNullElse(value.getMessage(), "Wrong value"), value);
  }

  private void atLeast(String option, int least, int value) {
    if (value < least) {
      throw new ParameterException(
          spec.commandLine(),
          "Cannot run with " + option + " " + value + ": give at least " + least + ".");
    }
  }

  private void tell(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
