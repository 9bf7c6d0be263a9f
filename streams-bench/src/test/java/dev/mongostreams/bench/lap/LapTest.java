package dev.mongostreams.bench.lap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LapTest {
  @TempDir private Path directory;

  @Test
  void anOrderGoesThroughTheArgumentsOfAProgram() {
    Order order = Order.empty().with("way", "streams").with("events", 7).with("uri", "a=b&c=d");

    Order read = Order.of(order.arguments().toArray(String[]::new));

    assertThat(read.text("uri")).isEqualTo("a=b&c=d");
    assertThat(read.number("events")).isEqualTo(7);
    assertThat(read.number("workers", 1)).isEqualTo(1);
    assertThatThrownBy(() -> read.text("kind")).hasMessageContaining("is not told its kind");
    assertThatThrownBy(() -> Order.of("fast")).hasMessageContaining("no name=value");
  }

  @Test
  void anAnswerGoesThroughALine() {
    String line = new Answer().figure("rate", 12.5).figure("lost", 0).line();

    assertThat(Answer.read(line).orElseThrow().figures())
        .containsEntry("rate", 12.5)
        .containsEntry("lost", 0.0);
    assertThat(Answer.read(line).orElseThrow().fault()).isEmpty();
    assertThat(Answer.read("LAPLAND rate=1")).isEmpty();
  }

  @Test
  void aVoidAnswerSaysWhy() {
    String line = new Answer().figure("rate", 1).fault("3 events instead of 4").line();

    Answer read = Answer.read(line).orElseThrow();

    assertThat(read.fault()).isEqualTo("3 events instead of 4");
    assertThat(read.figures()).containsEntry("rate", 1.0);
  }

  @Test
  void arrivalsAreSeenByTheOneWhoOpensTheFileToo() {
    Path file = directory.resolve("arrivals");
    try (Arrivals mine = Arrivals.open(file, 10);
        Arrivals yours = Arrivals.open(file, 10)) {
      mine.note(-1, 5);
      mine.note(1, 10);
      mine.note(0, 20);
      mine.note(1, 30);

      assertThat(yours.count()).isEqualTo(4);
      assertThat(yours.first(3)).containsExactly(20, 10, Arrivals.NEVER);
      assertThat(yours.repeated(3)).isEqualTo(1);
      assertThat(yours.times(3)).containsExactly(1, 2, 0);
    }
  }

  @Test
  void arrivalsWithoutEndAreRefused() {
    try (Arrivals arrivals = Arrivals.open(directory.resolve("arrivals"), 1)) {
      arrivals.note(0);

      assertThatThrownBy(() -> arrivals.note(0)).hasMessageContaining("More than 1 arrivals");
    }
  }
}
