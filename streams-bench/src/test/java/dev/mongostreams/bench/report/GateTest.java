package dev.mongostreams.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateTest {

  @Test
  void isMetAtTheBoundFromEitherSide() {
    assertThat(Gate.atLeast("rate", Optional.of(0.80), 0.80).met()).isTrue();
    assertThat(Gate.atLeast("rate", Optional.of(0.79), 0.80).met()).isFalse();
    assertThat(Gate.atMost("bytes", Optional.of(3_000.0), 3_000).met()).isTrue();
    assertThat(Gate.atMost("bytes", Optional.of(3_001.0), 3_000).met()).isFalse();
  }

  @Test
  void isNotMetByWhatNobodyMeasured() {
    Gate gate = Gate.atMost("bytes", Optional.empty(), 3_000);

    assertThat(gate.met()).isFalse();
    assertThat(gate.line()).startsWith("not measured").endsWith("-  (<= 3,000)");
  }

  @Test
  void saysWhetherItIsMet() {
    assertThat(Gate.atLeast("a / b", Optional.of(1.5), 1.25).line())
        .startsWith("met ")
        .contains("a / b")
        .endsWith("1.50  (>= 1.25)");
    assertThat(Gate.atLeast("a / b", Optional.of(1.2), 1.25).line()).startsWith("not met ");
  }
}
