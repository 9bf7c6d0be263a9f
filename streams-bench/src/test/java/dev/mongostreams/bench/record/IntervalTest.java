package dev.mongostreams.bench.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IntervalTest {

  @Test
  void leavesOutOneAtEachEndOfNine() {
    assertThat(Interval.of(9, 1, 5, 3, 7, 2, 8, 4, 6)).isEqualTo(new Interval(5, 2, 8));
  }

  @Test
  void takesAllOfFive() {
    assertThat(Interval.of(5, 1, 4, 2, 3)).isEqualTo(new Interval(3, 1, 5));
  }

  @Test
  void takesAllOfSixAsLeavingOneOutWouldBeTooBold() {
    assertThat(Interval.of(1, 2, 3, 4, 5, 6)).isEqualTo(new Interval(3.5, 1, 6));
  }

  @Test
  void isOneFigureWhenThereIsOne() {
    assertThat(Interval.of(4)).isEqualTo(Interval.exactly(4));
  }
}
