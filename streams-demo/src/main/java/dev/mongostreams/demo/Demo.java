package dev.mongostreams.demo;

import dev.mongostreams.demo.guide.Guide;
import dev.mongostreams.demo.walk.Step;
import dev.mongostreams.demo.walk.Walkthrough;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.testkit.ReplicaSet;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The demo's command line. For one run. */
@Command(
    name = "streams demo",
    description = "Walks through the guide on a real replica set rs0, and checks what it shows.",
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything was as told",
      "1:a step was not as told; it is named on stderr",
      "2:wrong usage",
      "3:no replica set could be found or started"
    })
public final class Demo implements Callable<Integer> {
  private final List<Step> steps;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--mongo",
      paramLabel = "docker|local|URI",
      description = {
        "Which rs0: in a container, a mongod of this machine, or a running one by its connection"
            + " string. By default $MONGO_URL if it is set, else the first way that works.",
        "The demo uses databases of its own and drops them at the end."
      })
  private @Nullable String mongo;

  @SuppressWarnings("UnusedVariable") // picocli reads it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and end.")
  private boolean help;

  Demo(List<Step> steps, Map<String, String> environment) {
    this.steps = steps;
    this.environment = environment;
  }

  /**
   * Runs the demo and ends the program with its exit code.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Demo(Guide.steps(), System.getenv()));
    System.exit(line.execute(args));
  }

  /** Runs the demo; called by the command line once the options are known. */
  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      return play(out, err).code();
    } catch (IllegalArgumentException malformed) {
      err.println(malformed.getMessage());
      return Outcome.USAGE.code();
    } catch (StreamsException unusable) {
      err.println(unusable.getMessage());
      return Outcome.NO_REPLICA_SET.code();
    }
  }

  private Outcome play(PrintWriter out, PrintWriter err) {
    String wanted = mongo == null ? environment.getOrDefault("MONGO_URL", "") : mongo;
    Walkthrough walk = new Walkthrough(steps, out, err);
    try (ReplicaSet rs0 = ReplicaSet.builder().from(wanted).report(walk::tell).start()) {
      return walk.play(rs0) ? Outcome.AS_TOLD : Outcome.NOT_AS_TOLD;
    }
  }
}
