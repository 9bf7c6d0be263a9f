package dev.mongostreams.demo.walk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScreenTest {
  @Test
  void keepsWholeLinesHoweverTheyArePrinted() throws InterruptedException {
    Screen screen = new Screen();

    screen.append("one").append('\n').append("two\nthr").append("xeex", 1, 3).append("\n");

    assertThat(screen.await(3)).containsExactly("one", "two", "three");
  }

  @Test
  void keepsAnUnfinishedLineBack() throws InterruptedException {
    Screen screen = new Screen();

    screen.append("one\ntw");

    assertThat(screen.await(1)).containsExactly("one");
  }
}
