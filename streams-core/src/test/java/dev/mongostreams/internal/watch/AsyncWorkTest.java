package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.batch;
import static dev.mongostreams.internal.played.Batches.insert;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Batches.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.work.AsyncWork;
import dev.mongostreams.internal.work.Documents;
import dev.mongostreams.internal.work.Outcome;
import dev.mongostreams.internal.work.Setting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class AsyncWorkTest {
  private final IllegalStateException thrown = new IllegalStateException("late");
  private final List<Integer> begun = new ArrayList<>();
  private final Queue<CompletableFuture<String>> stages = new ArrayDeque<>();

  private static PlayedWatch watch(FailurePolicy policy, int workers) {
    PlayedWatch watch =
        new PlayedWatch(WatchOptions.named("played").failures(policy).workers(workers).build());
    watch.open();
    return watch;
  }

  private AsyncWork work(PlayedWatch watch) {
    WatchMachine machine = watch.machine;
    return new AsyncWork(
        machine.options().rules(machine.scope(), Documents.AS_SENT),
        this::begin,
        machine.counters().tally(),
        new Setting(() -> 7, new Random(1), () -> false),
        (stretch, operation, failure) -> machine.completed(stretch, operation, failure, 7, 0));
  }

  private CompletionStage<String> begin(ChangeEvent change) {
    begun.add(place(change));
    CompletableFuture<String> stage = new CompletableFuture<>();
    stages.add(stage);
    return stage.thenApply(value -> value);
  }

  @Test
  void holdsNoThreadWhileAnEventIsUnderWay() {
    PlayedWatch watch = watch(FailurePolicy.stop(), 1);
    watch.arrives(inserts(1, 2));
    AsyncWork work = work(watch);
    Stretch stretch = watch.take();

    assertThat(work.work(stretch)).isEqualTo(Outcome.UNDER_WAY);

    assertThat(begun).containsExactly(1);
    assertThat(watch.machine.take(0)).as("in the order of the stream").isNull();
    assertThat(watch.machine.stats(0).handledUpTo()).isEqualTo(after(0));
  }

  @Test
  void goesOnWithTheNextEventWhenTheStageCompletes() {
    PlayedWatch watch = watch(FailurePolicy.stop(), 1);
    watch.arrives(inserts(1, 2));
    AsyncWork work = work(watch);
    work.work(watch.take());

    stages.remove().complete("done");
    assertThat(work.work(watch.take())).isEqualTo(Outcome.UNDER_WAY);
    stages.remove().complete("done");

    assertThat(begun).containsExactly(1, 2);
    assertThat(watch.machine.stats(0).handledUpTo()).isEqualTo(after(2));
    assertThat(watch.machine.stats(0).operations()).isEqualTo(Map.of(Operation.INSERT, 2L));
  }

  @Test
  void letsAsManyBeUnderWayAsThereAreWorkers() {
    PlayedWatch watch = watch(FailurePolicy.stop(), 2);
    watch.arrives(batch(after(3), insert(1, 1), insert(2, 2), insert(3, 3)));
    AsyncWork work = work(watch);

    work.work(watch.take());
    work.work(watch.take());
    assertThat(watch.machine.take(0)).isNull();
    stages.remove().complete("done");
    work.work(watch.take());

    assertThat(begun).containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  void aStageThatHasCompletedAlreadyNeedsNoSecondTurn() {
    PlayedWatch watch = watch(FailurePolicy.stop(), 1);
    watch.arrives(inserts(1, 3));
    WatchMachine machine = watch.machine;
    AsyncWork work =
        new AsyncWork(
            machine.options().rules(machine.scope(), Documents.AS_SENT),
            change -> CompletableFuture.completedFuture(null),
            machine.counters().tally(),
            new Setting(() -> 7, new Random(1), () -> false),
            (stretch, operation, failure) -> {
              throw new AssertionError("It was never let go of.");
            });

    assertThat(work.work(watch.take())).isEqualTo(Outcome.DONE);
    assertThat(machine.counters().byOperation()).isEqualTo(Map.of(Operation.INSERT, 3L));
  }

  @Test
  void aStageThatFailsIsTriedAgainAsThePolicySays() {
    PlayedWatch watch = watch(FailurePolicy.skip().retries(1), 1);
    watch.arrives(inserts(1, 1));
    AsyncWork work = work(watch);
    work.work(watch.take());

    stages.remove().completeExceptionally(thrown);
    Stretch again = watch.take();
    Outcome retry = work.work(again);
    watch.machine.finished(again, retry, 0);
    watch.nowNanos = Long.MAX_VALUE / 2;
    work.work(watch.take());
    stages.remove().completeExceptionally(thrown);

    assertThat(retry)
        .asInstanceOf(type(Outcome.Retry.class))
        .satisfies(
            first -> {
              assertThat(first.cause()).as("not its wrapping").isSameAs(thrown);
              assertThat(first.attempt()).isEqualTo(1);
            });
    assertThat(work.work(watch.take())).isEqualTo(new Outcome.GivenUp(false, 2, thrown));
    assertThat(begun).containsExactly(1, 1);
  }

  @Test
  void noStageAtAllIsAFailure() {
    PlayedWatch watch = watch(FailurePolicy.stop().retries(0), 1);
    watch.arrives(inserts(1, 1));
    WatchMachine machine = watch.machine;
    AsyncWork work =
        new AsyncWork(
            machine.options().rules(machine.scope(), Documents.AS_SENT),
            change -> noStage(),
            machine.counters().tally(),
            new Setting(() -> 7, new Random(1), () -> false),
            (stretch, operation, failure) -> {});

    assertThat(work.work(watch.take())).isInstanceOf(Outcome.Stop.class);
  }

  @SuppressWarnings("NullAway") // what a user's code may do all the same
  private static CompletionStage<?> noStage() {
    return null;
  }

  @Test
  void whatCompletesAfterAHaltCountsAndIsTheLastOne() {
    PlayedWatch watch = watch(FailurePolicy.stop(), 1);
    watch.arrives(inserts(1, 3));
    work(watch).work(watch.take());

    watch.machine.halt();
    stages.remove().complete("done");

    assertThat(watch.machine.ended()).isTrue();
    assertThat(watch.machine.stats(0).handledUpTo()).isEqualTo(after(1));
  }

  @Test
  void whatCompletesAfterItWasGivenUpCountsNoMore() {
    PlayedWatch watch = watch(FailurePolicy.stop(), 1);
    watch.arrives(inserts(1, 3));
    work(watch).work(watch.take());

    watch.machine.abandon();
    stages.remove().complete("done");

    assertThat(watch.machine.ended()).isTrue();
    assertThat(watch.machine.stats(0).handledUpTo()).isEqualTo(after(0));
  }
}
