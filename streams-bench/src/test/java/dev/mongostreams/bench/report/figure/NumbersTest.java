package dev.mongostreams.bench.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void haveAsManyDigitsAsOneCanUse() {
    assertThat(Numbers.shown(107_294.6)).isEqualTo("107,295");
    assertThat(Numbers.shown(12.345)).isEqualTo("12.3");
    assertThat(Numbers.shown(1.2345)).isEqualTo("1.23");
    assertThat(Numbers.shown(0.12345)).isEqualTo("0.123");
    assertThat(Numbers.shown(7)).isEqualTo("7");
  }

  @Test
  void haveNoSignWhenNothingIsLeft() {
    assertThat(Numbers.shown(-0.0001)).isEqualTo("0.000");
    assertThat(Numbers.shown(-0.0)).isEqualTo("0");
    assertThat(Numbers.shown(-0.5)).isEqualTo("-0.500");
  }

  @Test
  void makeARangeThatCanBeRead() {
    assertThat(Numbers.range("1", "2")).isEqualTo("1–2");
    assertThat(Numbers.range("-2", "-1")).isEqualTo("-2 to -1");
    assertThat(Numbers.range("2", "2")).isEqualTo("2");
  }

  @Test
  void figuresStandInTheOrderOfTheCatalogueAndUnknownOnesByName() {
    assertThat(Figures.of(List.of("zeal", "lost", "age", "rate")))
        .extracting(Figure::name)
        .containsExactly("rate", "lost", "age", "zeal");
    assertThat(Figures.of("dueP50Micros").withUnit(1_410)).isEqualTo("1.41 ms");
    assertThat(Figures.of("zeal").heading()).isEqualTo("zeal");
  }

  @Test
  void theGuaranteeOfAVariantIsThatOfTheNearestWay() {
    assertThat(Guarantee.of("streams-parallel-16")).isEqualTo("at least once, while it runs");
    assertThat(Guarantee.of("streams-checkpoint")).isEqualTo("at least once, over crashes");
    assertThat(Guarantee.of("notifying")).isEqualTo("-");
  }
}
