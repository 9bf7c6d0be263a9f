package dev.mongostreams.demo;

import dev.mongostreams.demo.audit.AuditExample;
import dev.mongostreams.demo.cache.CacheExample;
import dev.mongostreams.demo.dashboard.DashboardExample;
import dev.mongostreams.demo.example.Ending;
import dev.mongostreams.demo.example.Example;
import dev.mongostreams.demo.example.ExampleCommand;
import dev.mongostreams.demo.example.Outcome;
import dev.mongostreams.demo.example.ServerOption;
import dev.mongostreams.demo.guide.Guide;
import dev.mongostreams.demo.sync.SyncExample;
import dev.mongostreams.demo.walk.Step;
import dev.mongostreams.demo.walk.Walkthrough;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.testkit.ReplicaSet;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The demo's command line: the walk through the guide, and the examples below it. For one run. */
@Command(
    name = "streams demo",
    description =
        "Walks through the guide on a real replica set rs0, and checks what it shows. With the name of an example behind it, runs that instead.",
    sortOptions = false,
    commandListHeading = "%nExamples:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything was as told",
      "1:a step was not as told; it is named on stderr",
      "2:wrong usage",
      "3:no replica set could be found or started"
    })
public final class Demo implements Callable<Integer> {
  private final List<Step> steps;

  @Spec private CommandSpec spec;

  @Mixin private final ServerOption server;

  @SuppressWarnings("UnusedVariable") // picocli reads it
  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "Show this help and end.")
  private boolean help;

  private Demo(List<Step> steps, ServerOption server) {
    this.steps = steps;
    this.server = server;
  }

  /**
   * Runs the demo and ends the program with its exit code.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(commandLine(Guide.steps(), examples(), System.getenv()).execute(args));
  }

  /** The examples, in the order the help lists them. */
  static List<Example> examples() {
    return List.of(
        new DashboardExample(), new CacheExample(), new AuditExample(), new SyncExample());
  }

  static CommandLine commandLine(
      List<Step> steps, List<Example> examples, Map<String, String> environment) {
    ServerOption server = new ServerOption(environment);
    CommandLine line = new CommandLine(new Demo(steps, server));
    examples.forEach(
        example -> line.addSubcommand(ExampleCommand.of(example, server, new Ending())));
    return line;
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
    Walkthrough walk = new Walkthrough(steps, out, err);
    try (ReplicaSet rs0 = server.start(walk::tell)) {
      return walk.play(rs0) ? Outcome.AS_TOLD : Outcome.NOT_AS_TOLD;
    }
  }
}
