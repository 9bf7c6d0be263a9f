package dev.mongostreams.bench;

import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks' command line. */
@Command(
    name = "streams bench",
    mixinStandardHelpOptions = true,
    description = "Measures how fast a watcher reads, on a real replica set of its own.",
    footer = {
      "",
      "  jmh ARGS...   JMH with its own options: jmh -h, jmh DrainBenchmark -prof gc",
      "",
      "Without a command: drain."
    },
    subcommands = {
      DrainCommand.class,
      LanesCommand.class,
      HopCommand.class,
      HeapCommand.class,
      CacheCommand.class
    })
final class Bench {
  private static final String JMH = "jmh";

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
      System.exit(commandLine().execute(args.length == 0 ? new String[] {"drain"} : args));
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench());
  }
}
