package dev.mongostreams.bench;

import dev.mongostreams.bench.compare.CompareCommand;
import dev.mongostreams.bench.report.ReportCommand;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks' command line. */
@Command(
    name = "streams bench",
    mixinStandardHelpOptions = true,
    description = "Measures how fast a watcher reads, on a real replica set of its own.",
    footer = {
      "",
      "  quick, full   all scenarios, as with run: within five minutes, or an hour",
      "  jmh ARGS...   JMH with its own options: jmh -h, jmh DrainBenchmark -prof gc",
      "",
      "Without a command: quick."
    },
    subcommands = {
      SuiteRun.class,
      HopCommand.class,
      CacheCommand.class,
      SyncCommand.class,
      ReportCommand.class,
      CompareCommand.class
    })
final class Bench {
  private static final String JMH = "jmh";
  private static final String RUN = "run";

  private Bench() {}

  /**
   * Runs a benchmark and ends the program.
   *
   * @param args a command and its options, see {@code --help}
   */
  public static void main(String[] args) throws IOException {
    if (args.length > 0 && args[0].equals(JMH)) {
      // JMH parses its own options and decides on its own exit code.
      org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
    } else {
      System.exit(commandLine().execute(withCommand(args)));
    }
  }

  /** The names of plans and scenarios stand where a command does. */
  static String[] withCommand(String... args) {
    boolean told =
        args.length > 0
            && (args[0].startsWith("-") || commandLine().getSubcommands().containsKey(args[0]));
    return told ? args : Stream.concat(Stream.of(RUN), Arrays.stream(args)).toArray(String[]::new);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench());
  }
}
