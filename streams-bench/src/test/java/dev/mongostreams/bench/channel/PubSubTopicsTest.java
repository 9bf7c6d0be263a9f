package dev.mongostreams.bench.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PubSubTopicsTest {

  @ParameterizedTest
  @CsvSource({"1,0[0-0]", "6,0[0-5]", "40,[0-3]?", "100,[0-9]?"})
  void aPatternTakesTheFirstTopics(int keep, String pattern) {
    assertThat(PubSubTopics.digits(keep)).isEqualTo(pattern);
  }

  @Test
  void refusesWhatOnePatternCannotSay() {
    assertThatThrownBy(() -> PubSubTopics.digits(45))
        .hasMessage("Cannot take 45 topics by one pattern: give 1 to 9, or tens up to 100.");
  }
}
