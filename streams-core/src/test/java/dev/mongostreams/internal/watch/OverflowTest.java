package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.batch;
import static dev.mongostreams.internal.played.Batches.event;
import static dev.mongostreams.internal.played.Batches.insert;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Batches.last;
import static dev.mongostreams.internal.played.Batches.one;
import static dev.mongostreams.internal.played.Batches.startAfter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.WatcherListener.Dropping;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.HistoryLostPolicy;
import dev.mongostreams.handler.Overflow;
import dev.mongostreams.handler.QueueOverflowException;
import dev.mongostreams.internal.checkpoint.Cadence;
import dev.mongostreams.internal.checkpoint.SaveStep;
import dev.mongostreams.internal.read.ReaderStep;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.EventBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OverflowTest {
  private static final int CAPACITY = 10;

  /** A share is a third of it. */
  private static final long BUDGET = 30_000;

  private static PlayedWatch queue(Overflow overflow) {
    return new PlayedWatch(options().queue(CAPACITY, overflow));
  }

  private static WatchOptions.Builder options() {
    return WatchOptions.named("queue").byteBudget(BUDGET);
  }

  /** Brings replies of five events each, and expects the reader to ask for each of them. */
  private static void reads(PlayedWatch queue, int first, int last) {
    for (int place = first; place < last; place += 5) {
      assertThat(queue.step()).isInstanceOf(ReaderStep.Read.class);
      queue.arrives(inserts(place, place + 4));
    }
  }

  private static List<Integer> taken(PlayedWatch queue) {
    List<ChangeEvent> events = new ArrayList<>();
    queue.machine.puller().drain(events, Integer.MAX_VALUE, 1);
    return events.stream().map(OverflowTest::place).toList();
  }

  static int place(ChangeEvent event) {
    return Objects.requireNonNull(event.token().clusterTime()).getTime();
  }

  private static Integer[] places(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toArray(Integer[]::new);
  }

  private static void acknowledges(PlayedWatch queue) {
    queue.machine.puller().acknowledge(1);
  }

  @Test
  void theOldestGoForTheNew() {
    PlayedWatch queue = queue(Overflow.DROP_OLDEST);
    queue.open();
    reads(queue, 1, 30);

    assertThat(queue.machine.puller().waiting()).isEqualTo(CAPACITY);
    assertThat(queue.machine.stats(0).dropped()).isEqualTo(20);
    assertThat(queue.machine.stats(0).handledUpTo()).isEqualTo(after(20));
    assertThat(taken(queue)).containsExactly(places(21, 30));
    acknowledges(queue);
    assertThat(queue.machine.stats(0).events()).isEqualTo(10);
    assertThat(queue.machine.stats(0).handledUpTo()).isEqualTo(after(30));
  }

  @Test
  void theNewGoWhileTheOldOnesWait() {
    PlayedWatch queue = queue(Overflow.DROP_NEWEST);
    queue.open();
    reads(queue, 1, 30);

    assertThat(queue.machine.puller().waiting()).isEqualTo(CAPACITY);
    assertThat(queue.machine.stats(0).dropped()).isEqualTo(20);
    assertThat(queue.machine.stats(0).handledUpTo()).isEqualTo(after(0));
    assertThat(queue.machine.bytes()).as("of the replies that wait").isEqualTo(1_000);
    queue.pulls();
    queue.pulls();
    reads(queue, 31, 40);
    assertThat(taken(queue)).containsExactly(3, 4, 5, 6, 7, 8, 9, 10, 31, 32);
    assertThat(queue.machine.stats(0).dropped()).isEqualTo(28);
    acknowledges(queue);
    assertThat(queue.machine.stats(0).handledUpTo()).isEqualTo(after(40));
    assertThat(queue.machine.waiting()).isZero();
  }

  @Test
  void failsWhenMoreThanItsCapacityWait() {
    PlayedWatch queue = queue(Overflow.FAIL);
    queue.open();
    reads(queue, 1, 10);
    assertThat(queue.machine.state()).isEqualTo(WatcherState.RUNNING);

    assertThat(queue.step()).isInstanceOf(ReaderStep.Read.class);
    queue.arrives(inserts(11, 11));

    assertThat(queue.machine.state()).isEqualTo(WatcherState.DRAINING);
    assertThat(taken(queue)).containsExactly(places(1, 10));
    acknowledges(queue);
    assertThat(queue.machine.state()).isEqualTo(WatcherState.FAILED);
    assertThat(queue.machine.failure())
        .isInstanceOf(QueueOverflowException.class)
        .hasMessage(
            "Cannot go on watching aidb.models: more than 10 changes wait in its queue, which fails"
                + " when it is full. Take what waits, start again at handledUpTo, and take changes"
                + " faster, make the queue larger, or choose another Overflow.");
    assertThat(queue.machine.stats(0).handledUpTo()).isEqualTo(after(10));
    assertThat(queue.machine.stats(0).dropped()).isZero();
  }

  @Test
  void oneThatFailsWaitsForSpaceInMemory() {
    PlayedWatch queue = queue(Overflow.FAIL);
    queue.open(inserts(1, 2, BUDGET - 1_000));

    assertThat(queue.step()).isEqualTo(new ReaderStep.Rest());
    taken(queue);
    acknowledges(queue);
    assertThat(queue.step()).isInstanceOf(ReaderStep.Read.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"DROP_OLDEST", "DROP_NEWEST", "FAIL"})
  void whatNobodyAskedForTakesNoSpaceAndIsNotDropped(Overflow overflow) {
    PlayedWatch queue =
        new PlayedWatch(options().wanted(Set.of(Operation.DELETE)).queue(2, overflow));
    queue.open();
    for (int place = 1; place <= 40; place += 4) {
      queue.arrives(batch(after(place), event(Operation.INSERT, place)));
    }
    queue.arrives(batch(after(52), event(Operation.DELETE, 51), event(Operation.DROP, 52)));

    assertThat(queue.machine.puller().waiting()).isEqualTo(1);
    assertThat(taken(queue)).containsExactly(51);
    acknowledges(queue);
    assertThat(queue.machine.stats(0).dropped()).isZero();
    assertThat(queue.machine.stats(0).handledUpTo()).isEqualTo(after(52));
  }

  @Test
  void whatIsInHandIsNotDroppedAndHoldsThePosition() {
    PlayedWatch queue = queue(Overflow.DROP_OLDEST);
    queue.open();
    reads(queue, 1, 5);
    queue.pulls();
    queue.pulls();

    reads(queue, 6, 1_000);

    assertThat(queue.machine.stats(0).dropped()).isEqualTo(1_000 - 2 - CAPACITY);
    assertThat(queue.machine.stats(0).handledUpTo()).isEqualTo(after(0));
    acknowledges(queue);
    assertThat(queue.machine.stats(0).events()).isEqualTo(2);
    assertThat(taken(queue)).containsExactly(places(991, 1_000));
    acknowledges(queue);
    assertThat(queue.machine.stats(0).handledUpTo()).isEqualTo(after(1_000));
  }

  @ParameterizedTest
  @EnumSource(names = {"DROP_OLDEST", "DROP_NEWEST"})
  void keepsToTheBudgetHoweverLittleOfEachReplyWaits(Overflow overflow) {
    PlayedWatch queue = new PlayedWatch(options().queue(1_000, overflow));
    queue.open();
    queue.arrives(inserts(1, 5, 9_000));
    int polled = 0;
    for (int place = 6; place < 5_000; place += 5) {
      assertThat(queue.step()).isInstanceOf(ReaderStep.Read.class);
      queue.arrives(inserts(place, place + 4, 9_000));
      assertThat(queue.machine.bytes()).isLessThanOrEqualTo(BUDGET);
      if (place % 3 == 0) {
        acknowledges(queue);
        queue.pulls();
        polled++;
      }
    }
    int waiting = queue.machine.puller().waiting();

    assertThat(queue.machine.stats(0).dropped()).isEqualTo(5_000 - polled - waiting);
    assertThat(waiting).isPositive();
  }

  @ParameterizedTest
  @EnumSource(names = {"DROP_OLDEST", "DROP_NEWEST"})
  void anEventThatIsLargerThanTheBudgetHasItToItself(Overflow overflow) {
    PlayedWatch queue = queue(overflow);
    queue.open(one(Operation.INSERT, 1, 2 * BUDGET));

    assertThat(queue.step()).isEqualTo(new ReaderStep.Rest());
    assertThat(taken(queue)).containsExactly(1);
    assertThat(queue.step()).as("it is in hand").isEqualTo(new ReaderStep.Rest());
    acknowledges(queue);
    assertThat(queue.step()).isInstanceOf(ReaderStep.Read.class);
    assertThat(queue.machine.stats(0).dropped()).isZero();
  }

  @Test
  void whatIsTooMuchForTheMemoryGoesByItsAge() {
    PlayedWatch oldest = queue(Overflow.DROP_OLDEST);
    oldest.open(large(1, 4));
    assertThat(taken(oldest)).containsExactly(3, 4);

    PlayedWatch newest = queue(Overflow.DROP_NEWEST);
    newest.open(large(1, 4));
    assertThat(taken(newest)).containsExactly(1, 2);
    newest.arrives(large(5, 6));
    assertThat(newest.machine.stats(0).dropped()).isEqualTo(4);
    assertThat(newest.machine.bytes()).isLessThanOrEqualTo(BUDGET);
  }

  /** Inserts of which two fit into the budget. */
  private static Batch large(int first, int last) {
    int bytes = (int) BUDGET / 5 * 2;
    List<ChangeEvent> events =
        IntStream.rangeClosed(first, last).mapToObj(n -> insert(n, n, bytes)).toList();
    return new EventBatch(events, after(last), false, (long) events.size() * bytes, null);
  }

  @Test
  void waitsInsteadOfDroppingWhileNoPositionCanBeSaved() {
    PlayedWatch queue =
        new PlayedWatch(
            options()
                .cadence(new Cadence(Duration.ofSeconds(1), 1_000))
                .maxUnsaved(3)
                .queue(CAPACITY, Overflow.DROP_OLDEST));
    queue.open(inserts(1, 5));
    queue.arrives(inserts(6, 10));
    assertThat(taken(queue)).as("before the first save").isEmpty();
    assertThat(queue.step()).isEqualTo(new ReaderStep.Rest());

    saves(queue);
    assertThat(taken(queue)).containsExactly(1, 2, 3);
    acknowledges(queue);
    assertThat(taken(queue)).as("three are not saved").isEmpty();
    assertThat(queue.machine.puller().waiting()).isEqualTo(7);
    assertThat(queue.step()).isEqualTo(new ReaderStep.Rest());
    assertThat(queue.machine.stats(0).dropped()).isZero();

    queue.nowNanos += Duration.ofSeconds(2).toNanos();
    saves(queue);
    assertThat(taken(queue)).containsExactly(4, 5, 6);
  }

  @Test
  void theLimitOfUnsavedEventsIsNoExcuseForWhoeverHasThemInHand() {
    PlayedWatch queue =
        new PlayedWatch(options().maxUnsaved(1).queue(CAPACITY, Overflow.DROP_OLDEST));
    queue.open(inserts(1, 5));
    assertThat(taken(queue)).containsExactly(1);

    reads(queue, 6, 100);

    assertThat(queue.machine.stats(0).dropped()).isEqualTo(100 - 1 - CAPACITY);
    acknowledges(queue);
    assertThat(taken(queue)).containsExactly(91);
  }

  private static void saves(PlayedWatch queue) {
    assertThat(queue.machine.saveStep(queue.nowNanos)).isInstanceOf(SaveStep.Save.class);
    queue.machine.saved(queue.nowNanos);
  }

  @Test
  void aGapIsNotDropped() {
    PlayedWatch queue =
        new PlayedWatch(
            options()
                .historyLost(HistoryLostPolicy.fromOldest())
                .queue(CAPACITY, Overflow.DROP_OLDEST));
    queue.open(inserts(1, 5));
    queue.losesHistory(50);
    queue.open(inserts(60, 64));
    reads(queue, 65, 84);
    assertThat(queue.machine.stats(0).dropped()).isEqualTo(20);
    assertThat(queue.machine.lostAfter()).isNull();

    assertThat(taken(queue)).containsExactly(places(75, 84));

    assertThat(queue.machine.lostAfter()).isEqualTo(after(5));
    acknowledges(queue);
    assertThat(queue.machine.stats(0).handledUpTo()).isEqualTo(after(84));
  }

  @Test
  void theEndOfTheStreamMayBeDroppedAndIsPassedAllTheSame() {
    PlayedWatch queue = new PlayedWatch(options().queue(1, Overflow.DROP_NEWEST));
    queue.open();
    queue.arrives(inserts(1, 1));
    queue.arrives(last(2, event(Operation.INVALIDATE, 2)));

    assertThat(queue.step()).isInstanceOf(ReaderStep.Open.class);
    assertThat(queue.machine.stats(0).dropped()).isEqualTo(1);
    assertThat(taken(queue)).containsExactly(1);
    acknowledges(queue);
    assertThat(queue.machine.stats(0).handledUpTo()).isEqualTo(startAfter(2));
  }

  @Test
  void nothingIsReadNorDroppedDuringAPause() {
    PlayedWatch queue = queue(Overflow.DROP_OLDEST);
    queue.open();
    reads(queue, 1, 10);
    queue.machine.pause();

    assertThat(queue.step()).isEqualTo(new ReaderStep.Rest());
    assertThat(taken(queue)).isEmpty();
    assertThat(queue.machine.puller().waiting()).isEqualTo(CAPACITY);

    queue.machine.resume();
    assertThat(taken(queue)).hasSize(CAPACITY);
    assertThat(queue.machine.stats(0).dropped()).isZero();
  }

  @Test
  void whatWaitsAtTheStopIsNeitherHandledNorDropped() {
    PlayedWatch queue = queue(Overflow.DROP_OLDEST);
    queue.open();
    reads(queue, 1, 15);
    queue.pulls();

    queue.machine.stop();
    acknowledges(queue);

    assertThat(queue.machine.state()).isEqualTo(WatcherState.STOPPED);
    assertThat(queue.machine.stats(0).dropped()).isEqualTo(5);
    assertThat(queue.machine.stats(0).events()).isZero();
    assertThat(queue.machine.stats(0).handledUpTo()).isEqualTo(after(5));
  }

  @Test
  void isToldWhenItBeginsAsItGrowsAndWhenItIsOver() {
    PlayedWatch queue = queue(Overflow.DROP_OLDEST);
    queue.open();
    reads(queue, 1, 1_000);
    reads(queue, 1_001, 1_010);

    assertThat(droppings(queue)).containsExactly("5", "10", "100", "1000");
    queue.nowNanos += Spill.QUIET_NANOS;
    taken(queue);
    queue.arrives(inserts(2_000, 2_000));
    assertThat(droppings(queue)).containsExactly("1000 in all");
    queue.arrives(inserts(2_001, 2_005));
    queue.arrives(inserts(2_006, 2_010));
    assertThat(droppings(queue)).containsExactly("1");
    queue.machine.stop();
    assertThat(droppings(queue)).containsExactly("1 in all");
  }

  private static List<String> droppings(PlayedWatch queue) {
    return queue.notices().stream()
        .filter(Dropping.class::isInstance)
        .map(Dropping.class::cast)
        .map(told -> told.dropped() + (told.over() ? " in all" : ""))
        .toList();
  }
}
