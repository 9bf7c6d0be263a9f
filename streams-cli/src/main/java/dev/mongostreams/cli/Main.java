package dev.mongostreams.cli;

import dev.mongostreams.cli.config.Settings;
import dev.mongostreams.cli.letters.DeadLettersCommand;
import dev.mongostreams.cli.output.LineSink;
import dev.mongostreams.cli.output.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point: parses, runs, reports, and ends the process with an {@link ExitCode}. */
public final class Main {
  private Main() {}

  /**
   * Runs the command line and ends the process.
   *
   * @param arguments as typed
   */
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.detect(System.getenv(), Help.Ansi.AUTO.enabled());
    Shutdown shutdown = new Shutdown(Thread.currentThread()).install();
    CommandLine all = commandLine(LineSink.stdout(), terminal, shutdown);
    int code = execute(all, System.getenv(), arguments);
    System.out.flush();
    System.exit(code);
  }

  /** Runs it with the options that are typed, in the environment and in a file. */
  static int execute(CommandLine all, Map<String, String> environment, String... arguments) {
    try {
      Settings.apply(all, environment, arguments);
    } catch (IllegalArgumentException refused) {
      all.getErr().println("streams: " + refused.getMessage());
      all.getErr().flush();
      return ExitCode.USAGE.number();
    }
    return all.execute(arguments);
  }

  static CommandLine commandLine(LineSink sink, Terminal terminal, Shutdown shutdown) {
    WatchCommand command = new WatchCommand(sink, terminal, shutdown);
    CommandLine all = new CommandLine(command).addSubcommand(new DeadLettersCommand(sink));
    knowTheirVersion(all);
    // An argument that begins with @ is what --pipeline takes, and no file of arguments.
    return all.setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((wrong, arguments) -> refuse(wrong))
        .setExecutionExceptionHandler(
            (thrown, commandLine, parsed) -> {
              ExitCode requested = shutdown.requested();
              if (requested != null) {
                return requested.number();
              }
              new ErrorReport(commandLine.getErr(), command.verbosity() > 0).print(thrown);
              return ExitCode.of(thrown).number();
            });
  }

  private static void knowTheirVersion(CommandLine above) {
    for (CommandLine below : above.getSubcommands().values()) {
      below.getCommandSpec().versionProvider(new Version());
      knowTheirVersion(below);
    }
  }

  private static int refuse(ParameterException wrong) {
    PrintWriter err = wrong.getCommandLine().getErr();
    err.println("streams: " + message(wrong));
    if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
      err.println("  do:  streams --help    lists the options");
    }
    err.flush();
    return ExitCode.USAGE.number();
  }

  /** What belongs to no option may be the value of a mistyped one, and a secret: it is left out. */
  private static String message(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(wrong.getMessage());
    }
    List<String> options =
        unmatched.getUnmatched().stream()
            .filter(argument -> argument.startsWith("-"))
            .map(option -> "'" + option.replaceFirst("(?s)=.*", "") + "'")
            .toList();
    return switch (options.size()) {
      case 0 -> "Unknown argument: it is no command, and belongs to no option.";
      case 1 -> "Unknown option: " + options.get(0);
      default -> "Unknown options: " + String.join(", ", options);
    };
  }
}
