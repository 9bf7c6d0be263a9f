package dev.mongostreams.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  @Test
  void noDurationIsTooLong() {
    for (Duration endless :
        new Duration[] {ChronoUnit.FOREVER.getDuration(), Duration.ofDays(1_000_000)}) {
      assertThat(Deadline.in(endless).passed()).isFalse();
      assertThat(Deadline.nanos(endless)).isEqualTo(Duration.ofDays(36_500).toNanos());
    }
  }

  @Test
  void aNegativeOneHasPassed() {
    assertThat(Deadline.in(Duration.ofSeconds(Long.MIN_VALUE)).passed()).isTrue();
    assertThat(Deadline.in(Duration.ZERO).passed()).isTrue();
  }

  @Test
  void othersAreTakenAsTheyAre() {
    assertThat(Deadline.nanos(Duration.ofMillis(7))).isEqualTo(7_000_000);
  }
}
