package dev.mongostreams.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.record.Spread;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static final int EVENTS = 1_000;

  private final Results results =
      new Results(
          List.of(
              run("ours", 0, 10),
              run("theirs", 0, 40),
              run("ours", 0, 20),
              run("theirs", 0, 30),
              run("ours", 0, 500),
              run("theirs", 0, 50),
              run("ours", 20, 100)));

  @Test
  void dividesMediansNotMeans() {
    assertThat(results.ratio("ours", "theirs", 0)).hasValue(2.0);
  }

  @Test
  void keepsHandlersApart() {
    assertThat(results.spread("ours", 20, Run::rate)).hasValue(new Spread(10_000, 10_000, 10_000));
  }

  @Test
  void hasNoRatioToAReaderThatDidNotRun() {
    assertThat(results.ratio("ours", "theirs", 20)).isEmpty();
    assertThat(results.ratio("ours", "nobody", 0)).isEmpty();
  }

  @Test
  void knowsWhatOneThreadCanReach() {
    assertThat(results.ceiling("ours", 20)).hasValue(5.0);
    assertThat(results.ceiling("ours", 0)).isEmpty();
  }

  @Test
  void countsWhatARunUsedByTheEvent() {
    Run run = new Run("ours", 0, 1_000, 500_000_000, 4_000_000, 1_283_000);

    assertThat(run.rate()).isEqualTo(2_000);
    assertThat(run.cpuMicrosPerEvent()).isEqualTo(4);
    assertThat(run.bytesPerEvent()).isEqualTo(1_283);
  }

  private static Run run(String reader, int handlerMicros, int millis) {
    return new Run(reader, handlerMicros, EVENTS, millis * 1_000_000L, 0, 0);
  }
}
