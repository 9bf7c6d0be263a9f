package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.empty;
import static dev.mongostreams.internal.played.Batches.event;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Batches.last;
import static dev.mongostreams.internal.played.Batches.startAfter;
import static dev.mongostreams.internal.played.Failures.code;
import static dev.mongostreams.internal.played.Failures.connectionLost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.Operation;
import dev.mongostreams.WatcherListener;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.failure.ResumePointLostException;
import dev.mongostreams.failure.StreamRefusedException;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.played.PlayedCursor;
import dev.mongostreams.internal.read.ReaderStep;
import dev.mongostreams.internal.work.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import org.bson.BsonTimestamp;
import org.junit.jupiter.api.Test;

class WatchMachineTest {
  private final PlayedWatch watch = PlayedWatch.handling();
  private final WatchMachine machine = watch.machine;

  private static Outcome.Stop stop(String why) {
    return new Outcome.Stop(
        new HandlerFailedException(
            new Explanation("Cannot go on watching", "aidb.models", why, "Mend it."),
            new IllegalStateException()));
  }

  private void assertEnded(WatcherState state) {
    assertThat(machine.state()).isEqualTo(state);
    assertThat(machine.ended()).isTrue();
    assertThat(watch.step()).isInstanceOf(ReaderStep.End.class);
    assertThat(machine.take(0)).isNull();
  }

  @Test
  void runsFromTheMomentItsCursorIsOpen() {
    assertThat(machine.state()).isEqualTo(WatcherState.STARTING);
    assertThat(machine.stats(0).handledUpTo()).isNull();

    watch.open();

    assertThat(machine.state()).isEqualTo(WatcherState.RUNNING);
    assertThat(machine.stats(0).handledUpTo()).isEqualTo(after(0));
  }

  @Test
  void handsOverTheEventsThatCameWithTheOpening() {
    watch.open(inserts(1, 3));

    assertThat(watch.handleAll()).hasSize(3);
    assertThat(machine.stats(0).handledUpTo()).isEqualTo(after(3));
  }

  @Test
  void restsWhileTwoSharesOfTheBudgetAreAlive() {
    watch.open();
    watch.arrives(inserts(1, 10, 1_000));
    assertThat(watch.step()).isInstanceOf(ReaderStep.Read.class);
    watch.arrives(inserts(11, 20, 1_001));
    assertThat(watch.step()).isEqualTo(new ReaderStep.Rest());
    assertThat(machine.stats(0).bytesInFlight()).isEqualTo(2_001);

    Stretch first = watch.take();
    PlayedWatch.handle(first, 10);
    assertThat(watch.step()).as("handled, not released").isEqualTo(new ReaderStep.Rest());
    watch.finishes(first);

    assertThat(watch.step()).isInstanceOf(ReaderStep.Read.class);
  }

  @Test
  void readsOnWhenOneReplyIsLargerThanTheWholeBudget() {
    watch.open();
    watch.arrives(inserts(1, 1, 10 * PlayedWatch.BUDGET));
    assertThat(watch.step()).isEqualTo(new ReaderStep.Rest());

    watch.handleAll();

    assertThat(watch.step()).isInstanceOf(ReaderStep.Read.class);
  }

  @Test
  void aLongWaitForAHandlerOnAnIdleStreamCostsNoMemory() {
    watch.open();
    watch.arrives(inserts(1, 1, 100));
    Stretch inHand = watch.take();
    for (int place = 2; place < 10_000; place++) {
      assertThat(watch.step()).isInstanceOf(ReaderStep.Read.class);
      watch.arrives(empty(after(place)));
    }
    assertThat(machine.stats(0).bytesInFlight()).isLessThan(200);

    PlayedWatch.handle(inHand, 1);
    watch.finishes(inHand);
    assertThat(watch.handleAll()).isEmpty();
    assertThat(machine.stats(0).handledUpTo()).isEqualTo(after(9_999));
  }

  @Test
  void anIdleStreamMovesTheFloor() {
    watch.open();
    watch.arrives(empty(after(7)));

    assertThat(machine.stats(0).handledUpTo()).isEqualTo(after(7));
  }

  @Test
  void anEmptyBatchBehindUnhandledEventsDoesNotMoveTheFloor() {
    watch.open();
    watch.arrives(inserts(1, 2));
    watch.arrives(empty(after(7)));
    assertThat(machine.stats(0).handledUpTo()).isEqualTo(after(0));

    PlayedWatch.handle(watch.take(), 1);
    assertThat(machine.stats(0).handledUpTo()).isEqualTo(after(1));
  }

  @Test
  void losesItsCursorAndRunsAgain() {
    watch.open();
    watch.arrives(inserts(1, 2));
    watch.fails(connectionLost());
    assertThat(machine.state()).isEqualTo(WatcherState.RECONNECTING);
    assertThat(watch.step())
        .isInstanceOfSatisfying(
            ReaderStep.Open.class, open -> assertThat(open.from()).isEqualTo(after(2)));

    watch.open(inserts(3, 3));

    assertThat(machine.state()).isEqualTo(WatcherState.RUNNING);
    assertThat(machine.stats(0).reopens()).isEqualTo(1);
    assertThat(machine.stats(0).errors()).isEqualTo(1);
    assertThat(watch.handleAll()).hasSize(3);
    assertThat(watch.notices()).hasSize(2).allMatch(WatcherListener.Opened.class::isInstance);
  }

  @Test
  void anInvalidatedCursorIsFollowedByAnother() {
    watch.open();
    watch.arrives(last(2, event(Operation.DROP, 1), event(Operation.INVALIDATE, 2)));

    assertThat(machine.state()).isEqualTo(WatcherState.RECONNECTING);
    watch.handleAll();
    assertThat(machine.stats(0).handledUpTo()).isEqualTo(startAfter(2));
    watch.open();
    assertThat(machine.state()).isEqualTo(WatcherState.RUNNING);
    assertThat(watch.notices())
        .hasSize(3)
        .element(1)
        .isInstanceOf(WatcherListener.Invalidated.class);
  }

  @Test
  void aStopHandsOverWhatIsHereAndReadsNoMore() {
    PlayedCursor cursor = watch.open();
    watch.arrives(inserts(1, 2));

    machine.stop();
    assertThat(machine.state()).isEqualTo(WatcherState.DRAINING);
    assertThat(watch.step()).isEqualTo(new ReaderStep.End(null));
    watch.arrives(inserts(3, 4));
    watch.fails(connectionLost());

    assertThat(watch.handleAll()).as("what came too late comes again").hasSize(2);
    assertEnded(WatcherState.STOPPED);
    assertThat(machine.stats(0).handledUpTo()).isEqualTo(after(2));
    assertThat(machine.failure()).isNull();
    machine.remains().run();
    assertThat(cursor.kills()).isEqualTo(1);
  }

  @Test
  void aStopInAPauseLeavesTheEventInHandToBeTheLast() {
    watch.open();
    watch.arrives(inserts(1, 2));
    watch.arrives(inserts(3, 4));
    Stretch inHand = watch.take();

    machine.pause();
    machine.stop();
    assertThat(machine.state()).isEqualTo(WatcherState.DRAINING);
    PlayedWatch.handle(inHand, 1);
    watch.finishes(inHand);

    assertEnded(WatcherState.STOPPED);
    assertThat(machine.stats(0).handledUpTo()).isEqualTo(after(1));
  }

  @Test
  void aStopInAPauseDoesNotWaitForARetry() {
    watch.open();
    watch.arrives(inserts(1, 2));
    Outcome.Retry retry = new Outcome.Retry(1_000, 1, new IllegalStateException());
    machine.finished(watch.take(), retry, watch.nowNanos);

    machine.pause();
    machine.stop();

    assertEnded(WatcherState.STOPPED);
    assertThat(machine.stats(0).handledUpTo()).isEqualTo(after(0));
  }

  @Test
  void anIdleOneIsStoppedAtOnceAndOnce() {
    watch.open();
    watch.notices();

    machine.stop();
    machine.stop();

    assertEnded(WatcherState.STOPPED);
    assertThat(watch.notices()).hasSize(1).allMatch(WatcherListener.Ended.class::isInstance);
  }

  @Test
  void aCursorThatOpensAfterTheStopIsNobodys() {
    machine.stop();

    assertThat(machine.opened(new PlayedCursor(inserts(1, 2)), null, 0)).isFalse();
    assertEnded(WatcherState.STOPPED);
    assertThat(watch.notices()).as("it never opened").isEmpty();
  }

  @Test
  void aHaltLeavesTheEventInHandToBeTheLast() {
    watch.open();
    watch.arrives(inserts(1, 2));
    watch.arrives(inserts(3, 4));
    Stretch inHand = watch.take();

    machine.halt();
    assertThat(machine.halted()).isTrue();
    assertThat(machine.state()).isEqualTo(WatcherState.DRAINING);
    PlayedWatch.handle(inHand, 1);
    watch.finishes(inHand);

    assertEnded(WatcherState.STOPPED);
    assertThat(machine.stats(0).handledUpTo()).isEqualTo(after(1));
    assertThat(machine.stats(0).bytesInFlight()).isZero();
  }

  @Test
  void aHandlerThatDoesNotComeBackIsAbandoned() {
    watch.open();
    watch.arrives(inserts(1, 2));
    Stretch inHand = watch.take();
    machine.stop();

    machine.abandon();

    assertEnded(WatcherState.STOPPED);
    assertThat(machine.stats(0).handledUpTo()).isEqualTo(after(0));
    PlayedWatch.handle(inHand, 2);
    machine.finished(inHand, stop("too late"), 0);
    assertEnded(WatcherState.STOPPED);
    assertThat(machine.stats(0).handledUpTo()).as("what came back too late").isEqualTo(after(0));
  }

  @Test
  void aHandlerThatThrowsEndsItBeforeThatEvent() {
    watch.open();
    watch.arrives(inserts(1, 3));
    watch.arrives(inserts(4, 5));
    Stretch inHand = watch.take();
    PlayedWatch.handle(inHand, 1);
    Outcome.Stop stop = stop("the handler threw");

    machine.finished(inHand, stop, 0);

    assertEnded(WatcherState.FAILED);
    assertThat(machine.failure()).isSameAs(stop.why());
    assertThat(machine.stats(0).handledUpTo()).isEqualTo(after(1));
    assertThat(machine.stats(0).errors()).isEqualTo(1);
    assertThat(watch.notices()).last().isInstanceOf(WatcherListener.Ended.class);
  }

  @Test
  void whatIsFinalEndsItWhenAllThatCameIsHandled() {
    watch.open();
    watch.arrives(inserts(1, 2));
    watch.fails(code(280));

    assertThat(machine.state()).isEqualTo(WatcherState.DRAINING);
    assertThat(machine.stats(0).failure()).isInstanceOf(StreamRefusedException.class);
    assertThat(watch.handleAll()).hasSize(2);

    assertEnded(WatcherState.FAILED);
    assertThat(machine.failure()).isInstanceOf(StreamRefusedException.class);
    assertThat(machine.stats(0).handledUpTo()).isEqualTo(after(2));
  }

  @Test
  void lostHistorySaysWhereItBegins() {
    watch.open();
    machine.failed(code(286), new BsonTimestamp(0, 1), 0);

    assertEnded(WatcherState.FAILED);
    assertThat(machine.failure())
        .isInstanceOf(ResumePointLostException.class)
        .hasMessageContaining("it begins at 1970-01-01T00:00:00Z");
  }

  @Test
  void theFirstCauseOfAFailureStands() {
    watch.open();
    watch.arrives(inserts(1, 2));
    Stretch inHand = watch.take();
    watch.fails(code(280));

    machine.finished(inHand, stop("the handler threw"), 0);

    assertEnded(WatcherState.FAILED);
    assertThat(machine.failure()).isInstanceOf(StreamRefusedException.class);
  }

  @Test
  void stopsWhereTheServerEndsTheStreamWhenToldTo() {
    PlayedWatch stopping =
        new PlayedWatch(WatchOptions.named("played").stopOnInvalidate(true).build());
    stopping.open();
    stopping.arrives(last(2, event(Operation.DROP, 1), event(Operation.INVALIDATE, 2)));

    assertThat(stopping.machine.state()).isEqualTo(WatcherState.DRAINING);
    assertThat(stopping.handleAll()).hasSize(2);
    assertThat(stopping.machine.state()).isEqualTo(WatcherState.STOPPED);
    assertThat(stopping.machine.stats(0).handledUpTo()).isEqualTo(startAfter(2));
  }

  @Test
  void givesUpWhenNoReplyHasComeForTooLong() { // 9
    PlayedWatch impatient =
        new PlayedWatch(WatchOptions.named("played").giveUpAfter(Duration.ofSeconds(30)).build());
    impatient.open();
    impatient.nowNanos = Duration.ofSeconds(29).toNanos();
    impatient.fails(connectionLost());
    assertThat(impatient.machine.state()).isEqualTo(WatcherState.RECONNECTING);

    impatient.nowNanos = Duration.ofSeconds(30).toNanos();
    impatient.fails(connectionLost());

    assertThat(impatient.machine.state()).isEqualTo(WatcherState.FAILED);
    assertThat(impatient.machine.failure()).isInstanceOf(ConnectFailedException.class);
    assertThat(impatient.machine.stats(0).handledUpTo())
        .as("the token is kept")
        .isEqualTo(after(0));
  }

  @Test
  void aReplyStartsThePatienceAnew() {
    PlayedWatch impatient =
        new PlayedWatch(WatchOptions.named("played").giveUpAfter(Duration.ofSeconds(30)).build());
    impatient.open();
    impatient.nowNanos = Duration.ofSeconds(20).toNanos();
    impatient.arrives(empty(after(1)));

    impatient.nowNanos = Duration.ofSeconds(40).toNanos();
    impatient.fails(connectionLost());

    assertThat(impatient.machine.state()).isEqualTo(WatcherState.RECONNECTING);
  }

  @Test
  void nobodyIsSilentWhoWasNotAsked() {
    PlayedWatch impatient =
        new PlayedWatch(
            WatchOptions.named("played")
                .byteBudget(PlayedWatch.BUDGET)
                .giveUpAfter(Duration.ofSeconds(30))
                .build());
    impatient.open();
    impatient.machine.pause();
    assertThat(impatient.step()).isInstanceOf(ReaderStep.Rest.class);
    impatient.nowNanos = Duration.ofMinutes(5).toNanos();
    impatient.machine.resume();
    impatient.step();
    impatient.fails(connectionLost());
    assertThat(impatient.machine.state()).isEqualTo(WatcherState.RECONNECTING);

    impatient.step();
    impatient.nowNanos += Duration.ofSeconds(30).toNanos();
    impatient.fails(connectionLost());

    assertThat(impatient.machine.failure()).hasMessageContaining("no reply has come for 30 s");
  }

  @Test
  void nothingWakesAWorkerForARetryInAPause() {
    watch.open();
    watch.arrives(inserts(1, 2));
    machine.finished(
        watch.take(), new Outcome.Retry(10, 1, new IllegalStateException()), watch.nowNanos);
    assertThat(machine.wakeNanos()).isEqualTo(10);

    machine.pause();
    assertThat(machine.wakeNanos()).isNull();

    machine.resume();
    assertThat(machine.wakeNanos()).isEqualTo(10);
  }

  @Test
  void givesUpOpeningWithTheLastCause() {
    watch.fails(connectionLost());
    assertThat(machine.state()).isEqualTo(WatcherState.STARTING);

    machine.giveUpOpening();

    assertEnded(WatcherState.FAILED);
    assertThat(machine.failure())
        .isInstanceOf(ConnectFailedException.class)
        .hasMessageContaining("last: MongoSocketReadException");
    assertThat(watch.notices()).noneMatch(WatcherListener.Ended.class::isInstance);
  }

  @Test
  void neverShowsRunningOnceReadingHasEnded() {
    watch.open();
    watch.arrives(inserts(1, 2));
    watch.take();
    watch.fails(code(280));
    watch.arrives(inserts(3, 4));
    assertThat(machine.opened(new PlayedCursor(inserts(3, 4)), null, 0)).isFalse();

    assertThat(machine.state()).isEqualTo(WatcherState.DRAINING);
  }

  @Test
  void aQueueIsReadWhileTheNextReplyFitsIntoIt() {
    PlayedWatch queue = PlayedWatch.queueing(10);
    assertThat(queue.options.replyEvents()).isEqualTo(5);
    queue.open(inserts(1, 5, 10));
    assertThat(queue.step())
        .isInstanceOfSatisfying(
            ReaderStep.Read.class, read -> assertThat(read.batchSize()).isEqualTo(5));
    queue.arrives(inserts(6, 10, 10));
    assertThat(queue.machine.waiting()).isEqualTo(10);
    assertThat(queue.step()).isEqualTo(new ReaderStep.Rest());

    Puller puller = queue.machine.puller();
    assertThat(puller.drain(new ArrayList<>(), 5, 0)).isEqualTo(5);
    assertThat(queue.step()).as("what is in hand takes space").isEqualTo(new ReaderStep.Rest());
    puller.acknowledge(0);
    assertThat(queue.step()).isInstanceOf(ReaderStep.Read.class);
  }

  @Test
  void aQueueKeepsToTheByteBudgetToo() {
    PlayedWatch queue = PlayedWatch.queueing(1_000_000);
    queue.open();
    queue.arrives(inserts(1, 2, 2_001));

    assertThat(queue.step()).isEqualTo(new ReaderStep.Rest());
  }

  @Test
  void aQueueThatIsStoppedHandsOverNothingMore() {
    PlayedWatch queue = PlayedWatch.queueing(10);
    queue.open(inserts(1, 5));
    Puller puller = queue.machine.puller();
    puller.drain(new ArrayList<>(), 2, 0);
    puller.acknowledge(0);

    queue.machine.stop();

    assertThat(queue.machine.state()).isEqualTo(WatcherState.STOPPED);
    assertThat(queue.pulls()).isNull();
    assertThat(queue.machine.waiting()).isZero();
    assertThat(queue.machine.stats(0).handledUpTo()).isEqualTo(after(2));
  }
}
