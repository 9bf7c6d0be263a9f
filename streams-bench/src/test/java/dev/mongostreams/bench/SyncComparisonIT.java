package dev.mongostreams.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SyncComparisonIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void keepsTheSameRowsInEachWayAndPrintsTheRatios() {
    int exit = run("sync", "--events", "2500", "--rounds", "1", "--no-fsync");

    assertThat(exit).as(err.toString()).isZero();
    assertThat(err.toString()).doesNotContain("VOID");
    assertThat(out.toString())
        .contains("fsync off")
        .containsPattern("one statement an event +[1-9]")
        .containsPattern("PostgresSync +[1-9]")
        .containsPattern("met +PostgresSync / one statement an event +[0-9]")
        .containsPattern("met +PostgresSync / batches without a checkpoint +[0-9]")
        .doesNotContain("not measured");
  }

  @Test
  void refusesNumbersThatMeanNothing() {
    assertThat(run("sync", "--events", "0")).isEqualTo(CommandLine.ExitCode.USAGE);

    assertThat(err.toString())
        .startsWith("Cannot run 7 rounds of 0 events: give at least 1 of each.");
  }

  private int run(String... args) {
    CommandLine line =
        Bench.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(args);
  }
}
