package dev.mongostreams.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class HopLatencyIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void measuresBothWatchersAndPrintsWhatLanesAdd() {
    CommandLine line =
        Bench.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    assertThat(line.execute("hop", "--rounds", "2", "--writes", "200", "--rate", "500"))
        .as(err.toString())
        .isZero();

    assertThat(out.toString())
        .containsPattern("from when it was due, one worker +[1-9]")
        .containsPattern("from when it was due, 4 workers +[1-9]")
        .containsPattern("from its acknowledgement, 4 workers +-?[0-9]")
        .containsPattern("(met|not met) +us that lanes add at p50 +-?[0-9]")
        .containsPattern("(met|not met) +the same, from the acknowledgement +-?[0-9]");
  }
}
