package dev.mongostreams.bench.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RemarkTest {
  private static final List<String> WAYS = List.of("streams", "notify-commit-100", "notify-wire");

  @Test
  void saysOfTheWaysThatNeedItHowTheirTimesAreRead() {
    assertThat(Remark.of(WAYS, List.of("lost", "dueP50Micros")))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("notify-commit-100 is notify with a hundred"),
            second -> assertThat(second).startsWith("notify-wire reads PostgreSQL's messages"));
  }

  @Test
  void saysNothingWhereNoTimesAreShown() {
    assertThat(Remark.of(WAYS, List.of("lost"))).isEmpty();
  }
}
