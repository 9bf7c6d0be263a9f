package dev.mongostreams.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DrainComparisonIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void readsTheSameEventsWithEachReaderAndPrintsTheirRatios() {
    int exit = run("drain", "--events", "2000", "--rounds", "1");

    assertThat(exit).as(err.toString()).isZero();
    assertThat(err.toString()).doesNotContain("VOID");
    assertThat(out.toString())
        .containsPattern("none +limit +[1-9]")
        .containsPattern("none +driver +[1-9]")
        .containsPattern("none +streams +[1-9]")
        .containsPattern("20 us +streams-driver-engine +[1-9]")
        .containsPattern("met +streams / limit +[0-9]")
        .containsPattern("cannot pass [0-9.]+ of the driver here; streams is at 0[.][0-9]+ of that")
        .doesNotContain("not measured");
  }

  private int run(String... args) {
    CommandLine line =
        Bench.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(args);
  }
}
