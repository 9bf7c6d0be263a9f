package dev.mongostreams.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.bench.record.Gate;
import dev.mongostreams.testkit.ReplicaSet;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of {@link LanesComparison}, and its report. For one run. */
@Command(
    name = "lanes",
    description = "Handles few documents with one worker and with 16, and compares the times.",
    mixinStandardHelpOptions = true)
final class LanesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "How often both run, after a round that warms up. Default: 5.")
  private int rounds;

  @Option(
      names = "--mongo",
      paramLabel = "docker|local|URI",
      defaultValue = "",
      description = "Which rs0. Default: the first way that works. Nothing else should use it.")
  private String mongo;

  /** Runs the comparison; called by the command line once the options are known. */
  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (ReplicaSet rs0 = ReplicaSet.builder().from(mongo).start();
        MongoClient client = MongoClients.create(rs0.uri())) {
      String database = rs0.freshDatabase();
      try (ChangeStreams streams = ChangeStreams.of(client, database)) {
        List<Double> ratios =
            new LanesComparison(client, streams, database)
                .rounds(rounds).stream().sorted().toList();
        double median = ratios.get(ratios.size() / 2);
        out.printf(
            "10 documents, a handler of 5 ms, MongoDB %s, %s%n%s%n",
            rs0.version(),
            Machine.describe(),
            Gate.atLeast("16 workers / sequential", Optional.of(median), 6).line());
        out.printf("lowest %.1f, highest %.1f%n", ratios.get(0), ratios.get(ratios.size() - 1));
        out.flush();
      }
    }
    return 0;
  }
}
