package dev.mongostreams.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.lap.Answer;
import org.junit.jupiter.api.Test;

class UsedTest {

  @Test
  void tellsWhatADrainTookByTheEvent() {
    Answer answer = new Used(1_000, 500_000_000, 4_000_000, 1_283_000).tell(new Answer());

    assertThat(answer.figures())
        .hasSize(3)
        .containsEntry("rate", 2_000.0)
        .containsEntry("cpuMicrosPerEvent", 4.0)
        .containsEntry("bytesPerEvent", 1_283.0);
  }

  @Test
  void addsDrainsUp() {
    Used first = new Used(1_000, 500_000_000, 4_000_000, 1_000_000);
    Used second = new Used(1_000, 1_500_000_000, 6_000_000, 3_000_000);

    assertThat(first.plus(second)).isEqualTo(new Used(2_000, 2_000_000_000, 10_000_000, 4_000_000));
  }
}
