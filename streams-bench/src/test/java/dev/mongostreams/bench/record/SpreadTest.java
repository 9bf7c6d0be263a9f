package dev.mongostreams.bench.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void takesTheMiddleOfAnOddNumberOfFigures() {
    assertThat(Spread.of(9, 1, 4)).isEqualTo(new Spread(4, 1, 9));
  }

  @Test
  void takesTheMeanOfTheTwoInTheMiddle() {
    assertThat(Spread.of(9, 1, 4, 6)).isEqualTo(new Spread(5, 1, 9));
  }

  @Test
  void isNotMovedByOneDisturbedRun() {
    assertThat(Spread.of(10, 11, 12, 13, 9_000).median()).isEqualTo(12);
  }

  @Test
  void leavesTheFiguresInTheirOrder() {
    double[] figures = {3, 1, 2};

    Spread.of(figures);

    assertThat(figures).containsExactly(3, 1, 2);
  }

  @Test
  void refusesToMakeUpAMedian() {
    assertThatThrownBy(Spread::of)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot take the median of no figures: measure once.");
  }
}
