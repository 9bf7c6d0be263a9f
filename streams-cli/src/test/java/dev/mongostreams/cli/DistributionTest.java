package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.cli.output.LineSink;
import dev.mongostreams.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Holds what the archives bring beside the jars against the code. {@code -Dstreams.docs.write=true}
 * writes it instead.
 */
class DistributionTest {
  private static final Path DIST = Path.of("src", "main", "dist");

  private static void check(Path file, Function<CommandLine, String> writer) throws IOException {
    CommandLine streams =
        Main.commandLine(
            new LineSink(System.out),
            new Terminal(120, false),
            new Shutdown(Thread.currentThread()));
    String said = writer.apply(streams);
    if (Boolean.getBoolean("streams.docs.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, said);
    }

    assertThat(Files.readString(file)).isEqualTo(said);
  }

  @Test
  void theManualPageIsWhatTheCodeSays() throws IOException {
    check(DIST.resolve("man/man1/streams.1"), streams -> ManPage.of(streams.getCommandSpec()));
  }

  @Test
  void theCompletionIsWhatTheCodeSays() throws IOException {
    check(DIST.resolve("completion/streams"), streams -> AutoComplete.bash("streams", streams));
  }
}
