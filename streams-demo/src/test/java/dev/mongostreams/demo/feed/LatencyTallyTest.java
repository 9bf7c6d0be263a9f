package dev.mongostreams.demo.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatencyTallyTest {
  private final LatencyTally tally = new LatencyTally();

  @Test
  void knowsNothingWithoutMeasurements() {
    assertThat(tally.within(0.99)).isEmpty();
  }

  @Test
  void findsTheTimeOfAPart() {
    tally.add(10, 98);
    tally.add(40, 1);
    tally.add(900, 1);

    assertThat(tally.count()).isEqualTo(100);
    assertThat(tally.within(0.5)).contains(Duration.ofMillis(10));
    assertThat(tally.within(0.99)).contains(Duration.ofMillis(40));
    assertThat(tally.within(1)).contains(Duration.ofMillis(900));
  }

  @Test
  void bearsWhateverABrowserClaims() {
    tally.add(-5, 1);
    tally.add(Long.MAX_VALUE, 1);
    tally.add(5, -3);

    assertThat(tally.count()).isEqualTo(2);
    assertThat(tally.within(0.5)).contains(Duration.ZERO);
    assertThat(tally.within(1)).contains(Duration.ofMinutes(1));
  }
}
