package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

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
    for (OptionSpec option : spec.options()) {
      String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
      page.append("| `")
          .append(String.join("`, `", option.names()))
          .append(label.replace("|", "\\|"))
          .append(option.arity().max() > 1 ? "..." : "")
          .append("` | ")
          .append(String.join(" ", option.description()).replace("|", "\\|"))
          .append(" |\n");
    }
    page.append("\n`./streams generate-completion` prints a completion script for bash and zsh.\n");
    return page.toString();
  }
}
