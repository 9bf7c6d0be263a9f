package dev.mongostreams.demo.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowTallyTest {
  private final WindowTally windows = new WindowTally();

  @Test
  void tellsTheTimeWithinWhichAPartWasHandled() {
    for (int ms = 1; ms <= 100; ms++) {
      windows.add(Duration.ofMillis(ms).toNanos());
    }

    assertThat(windows.within(0.5)).contains(Duration.ofNanos(50_010_000));
    assertThat(windows.within(1)).contains(Duration.ofMillis(100));
    assertThat(windows.most()).contains(Duration.ofMillis(100));
  }

  @Test
  void whatIsHandledBeforeItIsAcknowledgedHasNoWindow() {
    windows.add(-5_000);

    assertThat(windows.most()).contains(Duration.ZERO);
    assertThat(windows.within(0.99)).contains(Duration.ZERO);
  }

  @Test
  void keepsTheLongestExactly() {
    windows.add(Duration.ofMinutes(1).toNanos());

    assertThat(windows.most()).contains(Duration.ofMinutes(1));
  }

  @Test
  void knowsNothingBeforeTheFirst() {
    assertThat(windows.within(0.5)).isEmpty();
    assertThat(windows.most()).isEmpty();
  }
}
