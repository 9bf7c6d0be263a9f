package dev.mongostreams.demo.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void printsAFigureALine() {
    Summary summary =
        Summary.of(1_234, 0, 0).lag(Duration.ofSeconds(2)).figure("p99 latency", "12 ms");

    assertThat(summary.lines("cache", Duration.ofMillis(30_040)))
        .containsExactly(
            "",
            "cache, 30.0 s:",
            "  applied                            1,234",
            "  repeated                               0",
            "  lost                                   0",
            "  lag                                  2 s",
            "  p99 latency                        12 ms",
            "The numbers are as promised.");
  }

  @Test
  void isNotAsPromisedWhenSomethingIsLost() {
    Summary summary = Summary.of(10, 0, 1).promise("rows", 5, 5);

    assertThat(summary.asPromised()).isFalse();
    assertThat(summary.broken()).containsExactly("lost: 1 instead of 0");
  }

  @Test
  void isNotAsPromisedWhenAPromiseOfItsOwnIsNotKept() {
    Summary summary = Summary.of(10, 0, 0).promise("rows", 5_000, 4_999);

    assertThat(summary.broken()).containsExactly("rows: 4,999 instead of 5,000");
  }

  @Test
  void saysThatALagIsUnknown() {
    assertThat(Summary.of(0, 0, 0).lag(null).lines("x", Duration.ZERO))
        .contains("  lag                              unknown");
  }
}
