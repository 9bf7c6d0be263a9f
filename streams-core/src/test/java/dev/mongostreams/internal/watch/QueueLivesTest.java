package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherState;
import dev.mongostreams.handler.Overflow;
import dev.mongostreams.internal.checkpoint.Cadence;
import dev.mongostreams.internal.checkpoint.SaveStep;
import dev.mongostreams.internal.read.ReaderStep;
import dev.mongostreams.internal.source.EventBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many lives of queues, each played as chance has it. */
class QueueLivesTest {
  private static final int SEEDS = 400;
  private static final int TURNS = 300;
  private static final long BUDGET = 12_000;

  @ParameterizedTest
  @EnumSource
  void eachEventIsTakenOnceOrDroppedAndCounted(Overflow overflow) {
    for (long seed = 0; seed < SEEDS; seed++) {
      Life life = new Life(overflow, seed);
      try {
        life.play();
      } catch (AssertionError | RuntimeException broken) {
        throw new AssertionError(overflow + ", seed " + seed + ": " + broken.getMessage(), broken);
      }
    }
  }

  private static final class Life {
    private final Random random;
    private final int capacity;
    private final PlayedWatch queue;
    private final Puller puller;
    private final List<Integer> taken = new ArrayList<>();

    /** How many were taken and are finished. */
    private int finished;

    private int place;
    private int arrived;
    private long largest;

    Life(Overflow overflow, long seed) {
      this.random = new Random(seed);
      this.capacity = 1 + random.nextInt(30);
      WatchOptions.Builder options =
          WatchOptions.named("queue")
              .byteBudget(BUDGET)
              .wanted(Set.of(Operation.INSERT))
              .maxUnsaved(1 + random.nextInt(100));
      if (random.nextBoolean()) {
        options.cadence(new Cadence(Duration.ofNanos(1), 1 + random.nextInt(20)));
      }
      this.queue = new PlayedWatch(options.queue(capacity, overflow));
      this.puller = queue.machine.puller();
    }

    void play() {
      queue.open();
      for (int turn = 0; turn < TURNS && !queue.machine.ended(); turn++) {
        queue.nowNanos++;
        turn();
        check();
      }
      queue.machine.resume();
      for (int tries = 0; puller.waiting() > 0 && tries < 1_000; tries++) {
        queue.nowNanos += Duration.ofMinutes(1).toNanos();
        acknowledge();
        save();
        take(Integer.MAX_VALUE);
        check();
      }
      assertThat(puller.waiting()).isZero();
      acknowledge();
      assertThat(floor()).isEqualTo(queue.machine.failure() == null ? after(place) : floor());
    }

    private void turn() {
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3, 4 -> read();
        case 5 -> save();
        case 6 -> acknowledge();
        case 7 -> take(1 + random.nextInt(capacity));
        case 8 -> take(1);
        default -> pause();
      }
    }

    private void pause() {
      if (queue.machine.state() == WatcherState.PAUSED) {
        queue.machine.resume();
      } else if (random.nextInt(5) == 0) {
        queue.machine.pause();
      }
    }

    private void save() {
      if (queue.machine.saveStep(queue.nowNanos) instanceof SaveStep.Save && random.nextBoolean()) {
        queue.machine.saved(queue.nowNanos);
      }
    }

    private void read() {
      if (!(queue.step() instanceof ReaderStep.Read)) {
        return;
      }
      List<ChangeEvent> events = new ArrayList<>();
      int most = random.nextInt(queue.options.replyEvents() + 1);
      int wanted = 0;
      for (int i = 0; i < most; i++) {
        boolean asked = random.nextInt(4) > 0;
        events.add(event(asked ? Operation.INSERT : Operation.DROP, ++place));
        wanted += asked ? 1 : 0;
      }
      long bytes = events.size() * (random.nextInt(10) == 0 ? BUDGET : 400L);
      largest = Math.max(largest, bytes);
      place++;
      queue.arrives(new EventBatch(events, after(place), false, bytes, null));
      arrived += queue.machine.failure() == null ? wanted : 0;
    }

    private void take(int most) {
      List<ChangeEvent> events = new ArrayList<>();
      StartPosition floor = floor();
      puller.drain(events, most, 1);
      for (ChangeEvent event : events) {
        int next = OverflowTest.place(event);
        assertThat(taken.isEmpty() || next > taken.get(taken.size() - 1)).as("in order").isTrue();
        assertThat(isBelow(floor, next)).as("not finished before").isTrue();
        taken.add(next);
      }
    }

    private void acknowledge() {
      if (finished < taken.size()) {
        assertThat(isBelow(floor(), taken.get(finished))).as("holds the position").isTrue();
      }
      puller.acknowledge(1);
      finished = taken.size();
    }

    private StartPosition floor() {
      return Objects.requireNonNull(queue.machine.stats(0).handledUpTo());
    }

    private boolean isBelow(StartPosition floor, int next) {
      return floor instanceof StartPosition.After position
          && Objects.requireNonNull(position.token().clusterTime()).getTime() < next;
    }

    private void check() {
      long dropped = queue.machine.stats(0).dropped();
      assertThat(taken.size() + puller.waiting() + dropped).as("each once").isEqualTo(arrived);
      assertThat(puller.waiting()).isLessThanOrEqualTo(capacity);
      assertThat(queue.machine.bytes()).isLessThanOrEqualTo(BUDGET + largest);
      if (queue.options.drops() && puller.waiting() > 1) {
        assertThat(queue.machine.bytes()).isLessThanOrEqualTo(BUDGET);
      }
      assertThat(queue.machine.stats(0).events()).isEqualTo(finished);
      assertThat(dropped == 0 || queue.options.drops()).as("by its name alone").isTrue();
    }
  }
}
