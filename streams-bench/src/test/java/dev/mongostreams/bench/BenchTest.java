package dev.mongostreams.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {
  private final StringWriter err = new StringWriter();

  @Test
  void refusesNumbersThatMeanNothing() {
    assertThat(run("drain", "--events", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).startsWith("Cannot run with --events 0: give at least 1.");
  }

  @Test
  void refusesAReaderItDoesNotKnow() {
    assertThat(run("drain", "--readers", "streams,fast")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString())
        .startsWith(
            "Cannot run the reader fast: take limit, driver, streams, streams-driver-engine.");
  }

  @Test
  void tellsOfJmhInItsUsage() {
    assertThat(Bench.commandLine().getUsageMessage()).contains("drain").contains("jmh ARGS...");
  }

  private int run(String... args) {
    return Bench.commandLine().setErr(new PrintWriter(err)).execute(args);
  }
}
