package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.batch;
import static dev.mongostreams.internal.played.Batches.event;
import static dev.mongostreams.internal.played.Batches.insert;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Batches.place;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.failure.CheckpointFencedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.played.Batches;
import dev.mongostreams.internal.work.BatchWork;
import dev.mongostreams.internal.work.Documents;
import dev.mongostreams.internal.work.Outcome;
import dev.mongostreams.internal.work.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchWorkTest {
  private static final int POISON = 4;

  private final List<List<Integer>> batches = new ArrayList<>();
  private final List<StartPosition> positions = new ArrayList<>();
  private final IllegalStateException thrown = new IllegalStateException("poison");

  private static PlayedWatch watch(FailurePolicy policy, int limit, int workers, Operation... of) {
    PlayedWatch watch =
        new PlayedWatch(
            WatchOptions.named("played")
                .failures(policy)
                .wanted(Set.of(of))
                .batch(limit)
                .workers(workers)
                .build());
    watch.open();
    return watch;
  }

  private BatchWork work(PlayedWatch watch, int limit, BatchWork.Receiver receiver) {
    WatchMachine machine = watch.machine;
    return new BatchWork(
        machine.options().rules(machine.scope(), Documents.AS_SENT),
        limit,
        receiver,
        machine.counters().tally(),
        new Setting(() -> 7, new Random(1), () -> false));
  }

  private void keep(List<ChangeEvent> changes, StartPosition behind) {
    batches.add(changes.stream().map(Batches::place).toList());
    positions.add(behind);
  }

  private void throwAtPoison(List<ChangeEvent> changes, StartPosition behind) {
    keep(changes, behind);
    if (changes.stream().anyMatch(change -> place(change) == POISON)) {
      throw thrown;
    }
  }

  @Test
  void handsOverWhatIsThereUpToTheLimit() {
    PlayedWatch watch = watch(FailurePolicy.stop(), 3, 1);
    watch.arrives(inserts(1, 7));

    assertThat(work(watch, 3, this::keep).work(watch.take())).isEqualTo(Outcome.DONE);

    assertThat(batches).containsExactly(List.of(1, 2, 3), List.of(4, 5, 6), List.of(7));
    assertThat(positions).containsExactly(after(3), after(6), after(7));
    assertThat(watch.machine.counters().byOperation()).isEqualTo(Map.of(Operation.INSERT, 7L));
  }

  @Test
  void bindsWhatHasComeInSeveralReplies() {
    PlayedWatch watch = watch(FailurePolicy.stop(), 4, 1);
    watch.arrives(inserts(1, 1));
    watch.arrives(inserts(2, 3));
    watch.arrives(inserts(4, 5));
    watch.arrives(inserts(6, 6));
    Stretch first = watch.take();

    work(watch, 4, this::keep).work(first);
    watch.finishes(first);
    work(watch, 4, this::keep).work(watch.take());

    assertThat(batches).containsExactly(List.of(1, 2, 3), List.of(4, 5, 6));
    assertThat(positions).containsExactly(after(3), after(6));
  }

  @Test
  void theFloorPassesEachReplyThatIsHandled() {
    PlayedWatch watch = watch(FailurePolicy.stop(), 4, 1);
    watch.arrives(inserts(1, 2));
    watch.arrives(inserts(3, 4));
    Stretch both = watch.take();

    PlayedWatch.handle(both, 3);

    assertThat(watch.machine.stats(0).handledUpTo()).isEqualTo(after(3));
  }

  @Test
  void laterRepliesDoNotJoinWhatFailed() {
    PlayedWatch watch = watch(FailurePolicy.stop().backoff(Duration.ofNanos(1)), 9, 1);
    watch.arrives(inserts(POISON, POISON));
    Stretch poison = watch.take();
    watch.machine.finished(poison, work(watch, 9, this::throwAtPoison).work(poison), 0);
    watch.arrives(inserts(5, 6));
    watch.nowNanos = 10;

    assertThat(watch.take().size()).isEqualTo(1);
  }

  @Test
  void triesTheBatchAgainAndThenItsEventsOneByOne() {
    PlayedWatch watch = watch(FailurePolicy.skip().retries(1), 3, 1);
    watch.arrives(inserts(3, 6));
    Stretch stretch = watch.take();
    BatchWork work = work(watch, 3, this::throwAtPoison);

    assertThat(work.work(stretch)).isInstanceOf(Outcome.Retry.class);
    assertThat(work.work(stretch)).isEqualTo(new Outcome.Retry(0, 2, thrown));
    assertThat(work.work(stretch)).isInstanceOf(Outcome.Retry.class);
    assertThat(work.work(stretch)).isEqualTo(new Outcome.GivenUp(false, 2, thrown));
    assertThat(work.work(stretch)).isEqualTo(Outcome.DONE);

    assertThat(batches)
        .containsExactly(
            List.of(3, 4, 5),
            List.of(3, 4, 5),
            List.of(3),
            List.of(4),
            List.of(4),
            List.of(5),
            List.of(6));
  }

  @Test
  void anErrorStopsAtOnce() {
    PlayedWatch watch = watch(FailurePolicy.skip(), 3, 1);
    watch.arrives(inserts(1, 3));
    BatchWork work =
        work(
            watch,
            3,
            (changes, behind) -> {
              throw new StackOverflowError();
            });

    assertThat(work.work(watch.take())).isInstanceOf(Outcome.Stop.class);
  }

  @Test
  void aNameThatIsSomebodyElsesStopsWhateverThePolicySays() {
    CheckpointFencedException fenced =
        new CheckpointFencedException(new Explanation("Cannot save", "a", "b", "C."));
    PlayedWatch watch = watch(FailurePolicy.skip(), 3, 1);
    watch.arrives(inserts(1, 3));
    BatchWork work =
        work(
            watch,
            3,
            (changes, behind) -> {
              throw fenced;
            });

    assertThat(work.work(watch.take())).isEqualTo(new Outcome.Stop(fenced));
  }

  @Test
  void passesOverWhatNobodyAskedForWithThePositionBehindIt() {
    PlayedWatch watch = watch(FailurePolicy.stop().retries(0), 2, 1, Operation.UPDATE);
    watch.arrives(
        batch(
            after(9),
            event(Operation.INSERT, 1),
            event(Operation.UPDATE, 2),
            event(Operation.INSERT, 3),
            event(Operation.UPDATE, POISON),
            event(Operation.INSERT, 5)));
    Stretch stretch = watch.take();

    work(watch, 2, this::keep).work(stretch);

    assertThat(batches).containsExactly(List.of(2, POISON));
    assertThat(positions).containsExactly(after(POISON));
    assertThat(stretch.complete()).isTrue();
  }

  @Test
  void oneEventThatFailsAmongOthersThatNobodyAskedForIsGivenUpAlone() {
    PlayedWatch watch = watch(FailurePolicy.skip().retries(0), 2, 1, Operation.UPDATE);
    watch.arrives(batch(after(9), event(Operation.INSERT, 1), event(Operation.UPDATE, POISON)));
    Stretch stretch = watch.take();

    assertThat(work(watch, 2, this::throwAtPoison).work(stretch))
        .isEqualTo(new Outcome.GivenUp(false, 1, thrown));
    assertThat(stretch.complete()).isTrue();
  }

  @Test
  void severalWorkersShareTheDocumentsAmongThem() {
    PlayedWatch watch = watch(FailurePolicy.stop(), 100, 2);
    ChangeEvent[] events = new ChangeEvent[40];
    for (int i = 0; i < events.length; i++) {
      events[i] = insert(i % 10, i + 1);
    }
    watch.arrives(batch(after(40), events));

    work(watch, 100, this::keep).work(watch.take());
    work(watch, 100, this::keep).work(watch.take());

    assertThat(batches).hasSize(2).allSatisfy(batch -> assertThat(batch).isSorted());
    assertThat(batches.get(0).size() + batches.get(1).size()).isEqualTo(40);
    assertThat(batches.get(0)).hasSizeGreaterThan(4);
  }
}
