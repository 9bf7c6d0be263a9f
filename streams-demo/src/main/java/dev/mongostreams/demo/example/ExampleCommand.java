package dev.mongostreams.demo.example;

import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.testkit.ReplicaSet;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The subcommand around an example: finds a replica set, runs it, prints the figures. */
@Command(
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the numbers are as promised",
      "1:one is not, or the example failed; stderr says which and why",
      "2:wrong usage",
      "3:no replica set, or another server it needs, could be found or started"
    })
public final class ExampleCommand implements Callable<Integer> {
  private final Example example;
  private final ServerOption server;
  private final Ending ending;

  @Spec private CommandSpec spec;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "End after so long, as 30s or 5m. By default it runs until Ctrl-C.")
  private @Nullable Duration limit;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "50",
      description = "Writes per second of the generated traffic, from 0 to 20000. Default: 50.")
  private int rate;

  private ExampleCommand(Example example, ServerOption server, Ending ending) {
    this.example = example;
    this.server = server;
    this.ending = ending;
  }

  /**
   * Makes the subcommand of an example.
   *
   * @param example what to run; its class says what it does and which options it has
   * @param server says which replica set
   * @param ending is asked when a signal comes
   * @return a command line to add to the demo's
   */
  public static CommandLine of(Example example, ServerOption server, Ending ending) {
    CommandSpec command =
        CommandSpec.forAnnotatedObject(new ExampleCommand(example, server, ending));
    command.name(example.name()).addMixin("own", CommandSpec.forAnnotatedObject(example));
    return new CommandLine(command);
  }

  /** Runs the example; called by the command line once the options are known. */
  @Override
  public Integer call() {
    refuseAnOddRate();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (ReplicaSet rs0 = server.start(text -> line(out, text))) {
      return run(new ExampleRun(rs0, rate, limit, ending, text -> line(out, text)), out, err)
          .code();
    } catch (IllegalArgumentException malformed) {
      line(err, malformed.getMessage());
      return Outcome.USAGE.code();
    } catch (StreamsException unusable) {
      line(err, unusable.getMessage());
      return Outcome.NO_REPLICA_SET.code();
    }
  }

  private Outcome run(ExampleRun run, PrintWriter out, PrintWriter err) {
    ending.onSignals();
    try {
      Summary summary = example.run(run);
      summary.lines(example.name(), run.elapsed()).forEach(text -> line(out, text));
      summary.broken().forEach(text -> line(err, "NOT AS PROMISED: " + text));
      return summary.asPromised() ? Outcome.AS_TOLD : Outcome.NOT_AS_TOLD;
    } catch (ConnectFailedException absent) {
      line(err, absent.getMessage());
      return Outcome.NO_REPLICA_SET;
    } catch (Exception failed) {
      line(err, "Cannot go on with the example " + example.name() + ":");
      failed.printStackTrace(err);
      err.flush();
      return Outcome.NOT_AS_TOLD;
    }
  }

  private void refuseAnOddRate() {
    if (rate < 0 || rate > 20_000) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Cannot write " + rate + " times a second: give --rate 0 to 20000.");
    }
  }

  private static void line(PrintWriter to, @Nullable String text) {
    to.println(text);
    to.flush();
  }
}
