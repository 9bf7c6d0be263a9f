package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.batch;
import static dev.mongostreams.internal.played.Batches.event;
import static dev.mongostreams.internal.played.Batches.insert;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Batches.token;
import static dev.mongostreams.internal.played.Failures.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.StreamRefusedException;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.read.Skeleton;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.work.AsyncWork;
import dev.mongostreams.internal.work.BatchWork;
import dev.mongostreams.internal.work.Documents;
import dev.mongostreams.internal.work.EventWork;
import dev.mongostreams.internal.work.Outcome;
import dev.mongostreams.internal.work.Setting;
import dev.mongostreams.internal.work.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of an event of which there is a skeleton only, at place 3 of 4. */
class UnreadEventTest {
  private static final Skeleton THIRD = skeleton(insert(7, 3));

  private final PlayedLetters letters = new PlayedLetters();
  private final FailurePolicy policy = FailurePolicy.deadLetter(letters).retries(5);
  private final List<StartPosition> handled = new ArrayList<>();

  private static Skeleton skeleton(ChangeEvent event) {
    return new Skeleton(event, StartPosition.after(event.token()), null, code(10334));
  }

  private static PlayedWatch watching(WatchOptions.Builder options) {
    PlayedWatch watch = new PlayedWatch(options.build());
    watch.open(inserts(1, 2));
    watch.arrives(THIRD);
    watch.arrives(inserts(4, 4));
    return watch;
  }

  private WatchOptions.Builder options() {
    return WatchOptions.named("played").failures(policy);
  }

  private static Setting setting() {
    return new Setting(() -> 7, new Random(1), () -> false);
  }

  private static Work each(PlayedWatch watch, List<StartPosition> into) {
    return new EventWork(
        watch.options.rules(watch.machine.scope(), Documents.AS_SENT),
        change -> into.add(StartPosition.after(change.token())),
        watch.machine.counters().tally(),
        setting());
  }

  private static void work(PlayedWatch watch, Work work) {
    for (Stretch next = watch.machine.take(0); next != null; next = watch.machine.take(0)) {
      watch.machine.finished(next, work.work(next), 0);
    }
  }

  @Test
  void isPutAwayAndNeverHandedOver() { // 51
    PlayedWatch watch = watching(options());

    work(watch, each(watch, handled));

    assertThat(handled).containsExactly(after(1), after(2), after(4));
    assertThat(letters.written)
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.token()).isEqualTo(token(3));
              assertThat(letter.watcher()).isEqualTo("played");
              assertThat(letter.failure().attempts()).isZero();
              assertThat(letter.failure().error())
                  .isEqualTo(StreamRefusedException.class.getName());
            });
    assertThat(watch.machine.stats(0).deadLetters()).isEqualTo(1);
    assertThat(watch.machine.stats(0).events()).isEqualTo(3);
    assertThat(watch.machine.stats(0).retries()).isZero();
    assertThat(watch.machine.stats(0).handledUpTo()).isEqualTo(after(4));
  }

  @Test
  void theFloorStaysBeforeItWhenItsLetterIsNotWritten() { // 51
    letters.failure = new IllegalStateException("disk full");
    PlayedWatch watch = watching(options());

    work(watch, each(watch, handled));

    assertThat(watch.machine.state()).isEqualTo(WatcherState.FAILED);
    assertThat(watch.machine.stats(0).handledUpTo()).isEqualTo(after(2));
    assertThat(handled).containsExactly(after(1), after(2));
  }

  @Test
  void isSkippedWhenThePolicySaysSo() {
    PlayedWatch watch =
        watching(
            WatchOptions.named("played")
                .failures(
                    FailurePolicy.stop().on(StreamRefusedException.class, FailurePolicy.skip())));

    work(watch, each(watch, handled));

    assertThat(handled).containsExactly(after(1), after(2), after(4));
    assertThat(watch.machine.stats(0).skipped()).isEqualTo(1);
  }

  @Test
  void stopsWithWhatTheServerSaysWhenThePolicyStops() {
    PlayedWatch watch = watching(WatchOptions.named("played"));
    watch.finishes(handledFirst(watch));

    assertThat(each(watch, handled).next(watch.take()))
        .asInstanceOf(type(Outcome.Stop.class))
        .satisfies(stop -> assertThat(stop.why()).isInstanceOf(StreamRefusedException.class));
  }

  private static Stretch handledFirst(PlayedWatch watch) {
    Stretch first = watch.take();
    PlayedWatch.handle(first, 2);
    return first;
  }

  @Test
  void isPassedOverWhenNobodyAskedForItsKind() {
    PlayedWatch watch = watching(options().wanted(Set.of(Operation.DELETE)));

    work(watch, each(watch, handled));

    assertThat(letters.written).isEmpty();
    assertThat(watch.machine.stats(0).handledUpTo()).isEqualTo(after(4));
  }

  @Test
  void isNoPartOfABatch() { // 51
    PlayedWatch watch = watching(options().batch(10));
    List<Integer> sizes = new ArrayList<>();

    work(
        watch,
        new BatchWork(
            watch.options.rules(watch.machine.scope(), Documents.AS_SENT),
            10,
            (changes, behind) -> sizes.add(changes.size()),
            watch.machine.counters().tally(),
            setting()));

    assertThat(sizes).containsExactly(2, 1);
    assertThat(letters.written).hasSize(1);
  }

  @Test
  void isNotHandedToAHandlerThatAnswersLater() { // 51
    PlayedWatch watch = watching(options());

    work(
        watch,
        new AsyncWork(
            watch.options.rules(watch.machine.scope(), Documents.AS_SENT),
            change -> {
              handled.add(StartPosition.after(change.token()));
              return CompletableFuture.completedFuture(null);
            },
            watch.machine.counters().tally(),
            setting(),
            (stretch, operation, thrown) -> {}));

    assertThat(handled).containsExactly(after(1), after(2), after(4));
    assertThat(letters.written).hasSize(1);
  }

  @Test
  void keepsItsPlaceAmongThoseOfItsDocument() {
    PlayedWatch watch = new PlayedWatch(options().workers(3).build());
    watch.open(insertsOf(7, 1, 2));
    watch.arrives(THIRD);
    watch.arrives(insertsOf(7, 4));

    Stretch first = watch.take();
    assertThat(watch.machine.take(0)).as("it waits for those before it").isNull();
    PlayedWatch.handle(first, 2);
    watch.finishes(first);
    Stretch itself = watch.take();

    assertThat(itself.unread()).isNotNull();
    assertThat(watch.machine.take(0)).as("those behind wait for it").isNull();
  }

  @Test
  void withoutItsKeyItWaitsForAllAndAllWaitForIt() {
    PlayedWatch watch = new PlayedWatch(options().workers(3).build());
    watch.open(insertsOf(7, 1));
    watch.arrives(skeleton(event(Operation.INSERT, 3)));
    watch.arrives(insertsOf(8, 4));

    Stretch first = watch.take();
    assertThat(watch.machine.take(0)).isNull();
    PlayedWatch.handle(first, 1);
    watch.finishes(first);

    assertThat(watch.take().unread()).isNotNull();
    assertThat(watch.machine.take(0)).isNull();
  }

  private static Batch insertsOf(int id, int... places) {
    ChangeEvent[] events = new ChangeEvent[places.length];
    for (int i = 0; i < places.length; i++) {
      events[i] = insert(id, places[i]);
    }
    return batch(after(places[places.length - 1]), events);
  }
}
