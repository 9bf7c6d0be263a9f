package dev.mongostreams.demo.ai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainValuesTest {
  @Test
  void aWholeNumberIsOneHoweverItIsWritten() {
    assertThat(PlainValues.ofJson("{\"a\": 7, \"b\": 7.0, \"c\": 7e0, \"d\": [7.00, -0.0]}"))
        .isEqualTo(Map.of("a", 7, "b", 7, "c", 7, "d", List.of(7, 0)));
    assertThat(PlainValues.of(Map.of("a", 7L, "b", 7.0))).isEqualTo(Map.of("a", 7, "b", 7));
  }

  @Test
  void aLargeOneIsALongAndALargerOneADouble() {
    assertThat(
            PlainValues.ofJson(
                "{\"a\": 2147483648, \"b\": -9223372036854775808, \"c\": 92233720368547758080}"))
        .isEqualTo(Map.of("a", 2147483648L, "b", Long.MIN_VALUE, "c", 9.223372036854776e19));
  }

  @Test
  void digitsInAStringStayAsTheyAre() {
    assertThat(
            PlainValues.ofJson(
                "{\"a\": \"\\\" 92233720368547758080\", \"92233720368547758080\": 1}"))
        .isEqualTo(Map.of("a", "\" 92233720368547758080", "92233720368547758080", 1));
  }

  /** 2^60 has more digits than the text of the double, which is what JSON has. */
  @Test
  void aLargeDoubleIsWhatItsTextSays() {
    double large = 0x1p60;

    assertThat(PlainValues.of(Map.of("a", large)))
        .isEqualTo(PlainValues.ofJson(PlainValues.json(Map.of("a", large))));
  }

  @Test
  void whatIsNoNumberStays() {
    assertThat(PlainValues.of(Map.of("a", Double.NaN, "b", "x", "c", true)))
        .isEqualTo(Map.of("a", Double.NaN, "b", "x", "c", true));
  }
}
