package dev.mongostreams.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.internal.watch.Spill.News;
import org.junit.jupiter.api.Test;

class SpillTest {
  private final Spill spill = new Spill();

  @Test
  void isSilentWhileNothingIsDropped() {
    assertThat(spill.saw(0, 0)).isNull();
    assertThat(spill.saw(0, Spill.QUIET_NANOS)).isNull();
    assertThat(spill.over()).isNull();
  }

  @Test
  void aMillionEventsMakeSevenNotices() {
    int notices = 0;
    for (long dropped = 1; dropped <= 1_000_000; dropped++) {
      notices += spill.saw(dropped, dropped) == null ? 0 : 1;
    }

    assertThat(notices).isEqualTo(7);
    assertThat(spill.over()).isEqualTo(new News(1_000_000, true));
    assertThat(spill.total()).isEqualTo(1_000_000);
  }

  @Test
  void manyAtOnceMakeOneNotice() {
    assertThat(spill.saw(5_000, 0)).isEqualTo(new News(5_000, false));
    assertThat(spill.saw(9_999, 0)).isNull();
    assertThat(spill.saw(10_000, 0)).isEqualTo(new News(10_000, false));
  }

  @Test
  void isOverAfterAWhileWithoutAny() {
    spill.saw(1, 0);
    spill.saw(3, 5);

    assertThat(spill.saw(3, Spill.QUIET_NANOS + 4)).isNull();
    assertThat(spill.saw(3, Spill.QUIET_NANOS + 5)).isEqualTo(new News(3, true));
    assertThat(spill.saw(3, Spill.QUIET_NANOS * 9)).isNull();
  }

  @Test
  void beginsAnewAfterItWasOver() {
    spill.saw(70, 0);
    spill.over();

    assertThat(spill.saw(71, 0)).isEqualTo(new News(1, false));
    assertThat(spill.saw(79, 0)).isNull();
    assertThat(spill.saw(80, 0)).isEqualTo(new News(10, false));
    assertThat(spill.over()).isEqualTo(new News(10, true));
    assertThat(spill.total()).isEqualTo(80);
  }
}
