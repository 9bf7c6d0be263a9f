package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.played.Batches;
import dev.mongostreams.internal.read.ReaderStep;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.EventBatch;
import java.util.stream.IntStream;
import org.bson.BsonInt32;
import org.bson.BsonValue;
import org.junit.jupiter.api.Test;

/** One document sticks, and each reply brings one more of its events. */
class SlowLaneTest {
  private static final int REPLY_EVENTS = 20;
  private static final long BUDGET = 300_000;
  private static final long REPLY = BUDGET / 3;
  private static final BsonValue STICKS = new BsonInt32(0);

  private final PlayedWatch watch =
      new PlayedWatch(WatchOptions.named("slow").byteBudget(BUDGET).workers(2).build());

  private static Batch reply(int number) {
    int from = number * REPLY_EVENTS;
    return new EventBatch(
        IntStream.range(from, from + REPLY_EVENTS)
            .mapToObj(place -> Batches.insert(place == from + 7 ? 0 : place - from + 1, place))
            .toList(),
        after(from + REPLY_EVENTS),
        false,
        REPLY,
        null);
  }

  /** Handles all that can be taken but the document that sticks, which stays in hand. */
  private void handleTheOthers() {
    for (Stretch next = watch.machine.take(0); next != null; next = watch.machine.take(0)) {
      if (!STICKS.equals(next.event(0).documentId())) {
        next.advance(next.size());
        watch.finishes(next);
      }
    }
  }

  @Test
  void readsOnPastItWithinTheBudget() {
    watch.open();
    for (int number = 0; number < 50; number++) {
      assertThat(watch.step()).as("reply %d", number).isInstanceOf(ReaderStep.Read.class);
      watch.arrives(reply(number));
      handleTheOthers();
      assertThat(watch.machine.bytes()).isLessThanOrEqualTo(BUDGET);
    }
    assertThat(watch.machine.waiting()).isEqualTo(50);
    assertThat(watch.machine.stats(0).handledUpTo()).isEqualTo(after(6));
  }
}
