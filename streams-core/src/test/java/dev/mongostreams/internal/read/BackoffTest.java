package dev.mongostreams.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final long[] WHOLE_MILLIS = {100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000};

  @Test
  void pausesDoubleUpToTenSecondsAndLoseAtMostHalf() {
    for (long seed = 0; seed < 200; seed++) {
      Backoff backoff = new Backoff(new Random(seed));
      for (long whole : WHOLE_MILLIS) {
        assertThat(Duration.ofNanos(backoff.nextNanos()))
            .isBetween(Duration.ofMillis(whole / 2), Duration.ofMillis(whole));
      }
    }
  }

  @Test
  void staysAtTheLongestPauseForEver() {
    Backoff backoff = new Backoff(new Random(1));
    for (int i = 0; i < 10_000; i++) {
      backoff.nextNanos();
    }

    assertThat(Duration.ofNanos(backoff.nextNanos()))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    assertThat(backoff.attempts()).isEqualTo(10_001);
  }

  @Test
  void watchersDoNotComeBackAtTheSameMoment() {
    Set<Long> pauses = new HashSet<>();
    for (long seed = 0; seed < 100; seed++) {
      pauses.add(new Backoff(new Random(seed)).nextNanos());
    }

    assertThat(pauses).hasSizeGreaterThan(95);
  }

  @Test
  void chanceReachesBothEnds() {
    assertThat(new Backoff(fixed(0)).nextNanos()).isEqualTo(50_000_000);
    assertThat(new Backoff(fixed(-1L)).nextNanos()).isBetween(99_999_990L, 100_000_000L);
  }

  private static RandomGenerator fixed(long bits) {
    return () -> bits;
  }

  @Test
  void beginsAnewWhenSomethingHasWorked() {
    Backoff backoff = new Backoff(new Random(1));
    backoff.nextNanos();
    backoff.nextNanos();

    backoff.reset();

    assertThat(backoff.attempts()).isZero();
    assertThat(Duration.ofNanos(backoff.nextNanos())).isLessThan(Duration.ofMillis(100));
  }
}
