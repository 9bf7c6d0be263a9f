package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.cli.output.LineSink;
import dev.mongostreams.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Holds the reference pages against the code. {@code -Dstreams.docs.write=true} writes them
 * instead.
 */
class ReferenceTest {
  private static final Path REFERENCE = Path.of("..", "docs", "reference");

  @ParameterizedTest
  @ValueSource(strings = {"options.md", "exit-codes.md"})
  void isWhatTheCodeSays(String page) throws IOException {
    String said = Map.of("options.md", options(), "exit-codes.md", exitCodes()).get(page);
    if (Boolean.getBoolean("streams.docs.write")) {
      Files.writeString(REFERENCE.resolve(page), said);
    }

    assertThat(Files.readString(REFERENCE.resolve(page))).isEqualTo(said);
  }

  private static String exitCodes() {
    StringBuilder page = new StringBuilder("# Exit codes\n\n| code | meaning |\n|---|---|\n");
    for (ExitCode code : ExitCode.values()) {
      page.append("| ").append(code.number()).append(" | ").append(code.meaning()).append(" |\n");
    }
    return page.toString();
  }

  private static String options() {
    CommandSpec spec =
        Main.commandLine(
                new LineSink(System.out),
                new Terminal(120, false),
                new Shutdown(Thread.currentThread()))
            .getCommandSpec();
    StringBuilder page =
        new StringBuilder(
                "# Options\n\nWatching is what `./streams` does when no command is named.\n\n")
            .append("| option | meaning |\n|---|---|\n");
    appendOptions(page, spec, option -> true);
    page.append(
        "\nEach may also stand in the environment, as `STREAMS_METRICS_PORT`, or in the file of"
            + " `--config`, as `metrics-port = 9464`; so may those of `doctor` and `health`, and"
            + " `--checkpoint-store`, `--password-file`, `--tls-ca-file` and"
            + " `--tls-certificate-key-file` of all commands. Several values are written with spaces between"
            + " them.\n\n`./streams generate-completion` prints a completion script for bash and zsh.\n");
    appendCommands(page, "./streams", spec);
    return page.toString();
  }

  private static void appendOptions(
      StringBuilder page, CommandSpec spec, Predicate<OptionSpec> kept) {
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      appendRow(page, parameter.paramLabel(), parameter.description());
    }
    for (OptionSpec option : spec.options()) {
      if (kept.test(option)) {
        String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        appendRow(
            page,
            String.join("`, `", option.names()) + label + (option.arity().max() > 1 ? "..." : ""),
            option.description());
      }
    }
  }

  private static boolean isItsOwn(OptionSpec option) {
    return !option.usageHelp() && !option.versionHelp() && !option.inherited();
  }

  private static void appendRow(StringBuilder page, String what, String[] description) {
    page.append("| `")
        .append(what.replace("|", "\\|"))
        .append("` | ")
        .append(String.join(" ", description).replace("%%", "%").replace("|", "\\|"))
        .append(" |\n");
  }

  private static boolean hasArguments(CommandSpec command) {
    return command.subcommands().isEmpty()
        && (!command.positionalParameters().isEmpty()
            || command.options().stream().anyMatch(ReferenceTest::isItsOwn));
  }

  private static void appendCommands(StringBuilder page, String above, CommandSpec spec) {
    for (CommandLine command : spec.subcommands().values()) {
      CommandSpec sub = command.getCommandSpec();
      if (!sub.name().equals("generate-completion")) {
        String called = above + " " + sub.name();
        page.append("\n## `").append(called).append("`\n\n");
        page.append(String.join(" ", sub.usageMessage().description())).append("\n");
        if (hasArguments(sub)) {
          page.append("\n| argument | meaning |\n|---|---|\n");
          appendOptions(page, sub, ReferenceTest::isItsOwn);
        }
        appendCommands(page, called, sub);
      }
    }
  }
}
