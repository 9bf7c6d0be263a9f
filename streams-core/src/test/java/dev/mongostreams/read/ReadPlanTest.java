package dev.mongostreams.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.Engine;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ReadPlanTest {
  private final ReadPlan plan = ReadPlan.ofDefaults();

  @Test
  void batchSizesBelowOne() {
    assertRefused(() -> plan.batchSize(0), "Cannot use a batch size of 0: give at least 1.");
    assertRefused(() -> plan.batchSize(-1), "Cannot use a batch size of -1: give at least 1.");
    assertThat(plan.batchSize(1).batchSize()).isEqualTo(1);
  }

  @Test
  void waitsBelowAMillisecondOrAboveAnHour() {
    assertRefused(
        () -> plan.maxAwait(Duration.ofNanos(999_999)),
        "Cannot await PT0.000999999S: give a duration from 1 ms to 1 hour.");
    assertRefused(
        () -> plan.maxAwait(Duration.ofMillis(3_600_001)),
        "Cannot await PT1H0.001S: give a duration from 1 ms to 1 hour.");
    assertRefused(
        () -> plan.maxAwait(ChronoUnit.FOREVER.getDuration()),
        "Cannot await PT2562047788015215H30M7.999999999S: give a duration from 1 ms to 1 hour.");
    assertThat(plan.maxAwait(Duration.ofMillis(1)).maxAwait()).isEqualTo(Duration.ofMillis(1));
    assertThat(plan.maxAwait(Duration.ofHours(1)).maxAwait()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void budgetsBelowSixtyFourKilobytes() {
    assertRefused(
        () -> plan.byteBudget(65_535),
        "Cannot read within 65535 bytes: give a budget of at least 65536.");
    assertThat(plan.byteBudget(65_536).byteBudget()).isEqualTo(65_536);
  }

  @Test
  void eachMethodChangesOneThing() {
    ReadPlan changed =
        plan.engine(Engine.DRIVER)
            .batchSize(7)
            .maxAwait(Duration.ofSeconds(2))
            .byteBudget(1 << 20)
            .splitLargeEvents(true);

    assertThat(changed)
        .returns(Engine.DRIVER, ReadPlan::engine)
        .returns(7, ReadPlan::batchSize)
        .returns(Duration.ofSeconds(2), ReadPlan::maxAwait)
        .returns(1L << 20, ReadPlan::byteBudget)
        .returns(true, ReadPlan::splitsLargeEvents);
    assertThat(plan)
        .returns(Engine.AUTO, ReadPlan::engine)
        .returns(0, ReadPlan::batchSize)
        .returns(null, ReadPlan::maxAwait)
        .returns(12L << 20, ReadPlan::byteBudget)
        .returns(false, ReadPlan::splitsLargeEvents);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
