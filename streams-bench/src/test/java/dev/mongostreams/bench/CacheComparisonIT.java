package dev.mongostreams.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CacheComparisonIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void deletesTheSameKeysInEachWayAndPrintsTheRatio() {
    int exit = run("cache", "--events", "2500", "--rounds", "1");

    assertThat(exit).as(err.toString()).isZero();
    assertThat(err.toString()).doesNotContain("VOID");
    assertThat(out.toString())
        .containsPattern("plain pipelined DELs +[1-9]")
        .containsPattern("watcher and invalidation +[1-9]")
        .containsPattern("met +invalidation / plain pipelined DELs +[0-9]")
        .doesNotContain("not measured");
  }

  @Test
  void refusesNumbersThatMeanNothing() {
    assertThat(run("cache", "--events", "0")).isEqualTo(CommandLine.ExitCode.USAGE);

    assertThat(err.toString())
        .startsWith("Cannot run 7 rounds of 0 events: give at least 1 of each.");
  }

  private int run(String... args) {
    CommandLine line =
        Bench.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(args);
  }
}
