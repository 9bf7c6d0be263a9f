package dev.mongostreams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class WatcherBuilderTest {

  /** What is refused here is refused before the connection is looked at, so there is none. */
  @SuppressWarnings("NullAway")
  private final WatcherBuilder builder =
      new WatcherBuilder(null, new Scope.OfCollection("aidb", "models"));

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void aBlankName() {
    assertRefused(() -> builder.name(" "), "Cannot name a watcher with a blank: give it a name.");
  }

  @Test
  void noOperationsOrUnknownOnes() {
    assertRefused(
        () -> builder.operations(List.of()),
        "Cannot filter by []: name the operations wanted, or leave the filter out to get all.");
    assertRefused(
        () -> builder.operations(Operation.INSERT, Operation.OTHER),
        "Cannot filter by [INSERT, OTHER]: name the operations wanted, or leave the filter out to"
            + " get all.");
  }

  @Test
  void aStageThatIsNone() {
    assertRefused(
        () -> builder.pipeline(new BsonDocument()),
        "Cannot use stage 1 of the pipeline: it has 0 keys where a stage has one. Write each stage"
            + " as a document of its own, as {\"$match\": {...}}.");
  }

  @Test
  void batchSizesBelowOne() {
    assertRefused(() -> builder.batchSize(0), "Cannot use a batch size of 0: give at least 1.");
    assertRefused(() -> builder.batchSize(-1), "Cannot use a batch size of -1: give at least 1.");
    assertThat(builder.batchSize(1)).isSameAs(builder);
  }

  @Test
  void waitsBelowAMillisecondOrAboveAnHour() {
    assertRefused(
        () -> builder.maxAwait(Duration.ofNanos(999_999)),
        "Cannot await PT0.000999999S: give a duration from 1 ms to 1 hour.");
    assertRefused(
        () -> builder.maxAwait(Duration.ofMillis(3_600_001)),
        "Cannot await PT1H0.001S: give a duration from 1 ms to 1 hour.");
    assertRefused(
        () -> builder.maxAwait(ChronoUnit.FOREVER.getDuration()),
        "Cannot await PT2562047788015215H30M7.999999999S: give a duration from 1 ms to 1 hour.");
    assertThat(builder.maxAwait(Duration.ofMillis(1)).maxAwait(Duration.ofHours(1)))
        .isSameAs(builder);
  }

  @Test
  void budgetsBelowSixtyFourKilobytes() {
    assertRefused(
        () -> builder.byteBudget(65_535),
        "Cannot read within 65535 bytes: give a budget of at least 65536.");
    assertThat(builder.byteBudget(65_536)).isSameAs(builder);
  }

  @Test
  void timeoutsThatAreNone() {
    assertRefused(
        () -> builder.connectTimeout(Duration.ZERO),
        "Cannot use a connect timeout of PT0S: give more than zero.");
    assertRefused(
        () -> builder.drainTimeout(Duration.ofSeconds(-1)),
        "Cannot use a drain timeout of PT-1S: give more than zero.");
  }

  @Test
  void aQueueWithoutSpace() {
    assertRefused(() -> builder.toQueue(0), "Cannot use a queue capacity of 0: give at least 1.");
  }

  @Test
  void aHandlerAndAQueue() {
    builder.onChange(change -> {});

    assertThatThrownBy(() -> builder.toQueue(10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot hand events both to a handler and to a queue: leave onChange or toQueue out.");
  }

  @Test
  void neitherAHandlerNorAQueue() {
    String message =
        "Cannot watch aidb.models without a handler: call onChange, or end in toQueue.";

    assertThatThrownBy(builder::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(builder::run).isInstanceOf(IllegalStateException.class).hasMessage(message);
  }
}
