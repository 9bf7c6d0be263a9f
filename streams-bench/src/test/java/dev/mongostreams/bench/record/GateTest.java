package dev.mongostreams.bench.record;

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

  @Test
  void mustHoldAtTheWorseEndAndReachesItsGoalInTheMiddle() {
    assertThat(rate(1.5, 1.1, 1.6).verdict()).as("the low end is too low").isEqualTo("not met");
    assertThat(rate(1.3, 1.26, 1.6).verdict()).isEqualTo("met, not goal");
    assertThat(rate(1.4, 1.26, 1.6).verdict()).isEqualTo("met");
    assertThat(rate(1.4, 1.26, 1.6).line()).endsWith("1.40 (1.26-1.60)  (>= 1.25, goal 1.40)");
  }

  @Test
  void showsSmallFiguresAsSmallAndNotAsNone() {
    assertThat(Gate.atMost("a / b", Optional.of(0.0056), 0.01).line())
        .endsWith("0.006  (<= 0.010)");
    assertThat(Gate.atMost("lost", Optional.of(0.0), 0).line()).endsWith("0.00  (<= 0.00)");
  }

  @Test
  void writesARangeBelowNoneWithoutAHyphen() {
    assertThat(rate(-0.015, -0.02, -0.012).line()).contains("-0.015 (-0.020 to -0.012)");
  }

  @Test
  void theWorseEndOfACostIsTheUpperOne() {
    Gate cost = new Gate("ms", Optional.of(new Interval(0.1, 0.05, 0.3)), 0.1, 0.2, false, 0);

    assertThat(cost.met()).isFalse();
  }

  @Test
  void isNotMetWhenALapOfOursIsVoid() {
    Gate none = new Gate("lost", Optional.of(Interval.exactly(0)), 0, 0, false, 1);

    assertThat(none.verdict()).isEqualTo("not met");
    assertThat(none.line()).contains("0.00, 1 void");
    assertThat(new Gate("lost", Optional.empty(), 0, 0, false, 3).verdict()).isEqualTo("not met");
  }

  private static Gate rate(double median, double low, double high) {
    return new Gate("a / b", Optional.of(new Interval(median, low, high)), 1.4, 1.25, true, 0);
  }
}
