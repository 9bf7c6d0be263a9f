package dev.mongostreams;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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
        () -> builder.operations(),
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
