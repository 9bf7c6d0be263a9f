package dev.mongostreams.internal.read;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.empty;
import static dev.mongostreams.internal.played.Batches.emptyAt;
import static dev.mongostreams.internal.played.Batches.event;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Batches.last;
import static dev.mongostreams.internal.played.Batches.one;
import static dev.mongostreams.internal.played.Batches.startAfter;
import static dev.mongostreams.internal.played.Failures.code;
import static dev.mongostreams.internal.played.Failures.connectionLost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.internal.played.PlayedCursor;
import dev.mongostreams.internal.played.PlayedSource;
import dev.mongostreams.internal.source.Batch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.BsonTimestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReaderTest {
  private final List<String> told = new ArrayList<>();
  private long now;

  private Reader reader(StartPosition from) {
    return new Reader(
        from,
        new FailureClassifier(true),
        new Backoff(new Random(1)),
        new BatchSizer(12 << 20, 0),
        new LargeEvents(new PlayedSource(), new FailureClassifier(true), FailurePolicy.stop()),
        new Told());
  }

  private PlayedCursor open(Reader reader, Batch first) {
    PlayedCursor cursor = new PlayedCursor(first);
    assertThat(reader.step(now)).isInstanceOf(ReaderStep.Open.class);
    reader.opened(cursor, now);
    return cursor;
  }

  private StartPosition opensAt(Reader reader) {
    assertThat(reader.step(now)).isInstanceOf(ReaderStep.Open.class);
    return ((ReaderStep.Open) reader.step(now)).from();
  }

  private void assertWaits(Reader reader, long leastMillis, long mostMillis) {
    assertThat(reader.step(now))
        .asInstanceOf(type(ReaderStep.Wait.class))
        .satisfies(
            wait ->
                assertThat(Duration.ofNanos(wait.untilNanos() - now))
                    .isBetween(Duration.ofMillis(leastMillis), Duration.ofMillis(mostMillis)));
  }

  private void waitsOut(Reader reader) {
    now = ((ReaderStep.Wait) reader.step(now)).untilNanos();
    assertThat(reader.step(now)).isInstanceOf(ReaderStep.Open.class);
  }

  @Test
  void opensWhereItIsToldAndThenReads() {
    Reader reader = reader(after(5));

    assertThat(opensAt(reader)).isEqualTo(after(5));
    PlayedCursor cursor = open(reader, inserts(6, 8));

    assertThat(reader.step(now))
        .asInstanceOf(type(ReaderStep.Read.class))
        .satisfies(
            read -> {
              assertThat(read.cursor()).isSameAs(cursor);
              assertThat(read.batchSize()).as("a third of the budget").isEqualTo((4 << 20) / 100);
            });
    assertThat(reader.opening()).isEqualTo(after(5));
    assertThat(reader.position()).as("the first batch counts").isEqualTo(after(8));
    assertThat(told).containsExactly("opened " + after(5));
  }

  @Test
  void theEndOfAnEmptyBatchMovesThePosition() {
    Reader reader = reader(after(5));
    open(reader, empty(after(5)));

    reader.arrived(empty(after(9)), now);

    assertThat(reader.position()).isEqualTo(after(9));
  }

  @Test
  void aBatchWithoutAnEndLeavesThePosition() { // 37
    Reader reader = reader(after(5));
    open(reader, inserts(6, 8));

    reader.arrived(empty(null), now);

    assertThat(reader.position()).isEqualTo(after(8));
  }

  @Test
  void reopensAtTheServersTimeBeforeThereIsAnyToken() {
    Reader reader = reader(StartPosition.now());
    open(reader, emptyAt(77));

    reader.failed(connectionLost(), now);

    StartPosition time = StartPosition.at(new BsonTimestamp(77, 1));
    assertThat(opensAt(reader)).isEqualTo(time);
    assertThat(reader.opening()).isEqualTo(time);
  }

  @Test
  void theServersTimeDoesNotReplaceAPositionThatIsKnown() {
    Reader reader = reader(StartPosition.at(new BsonTimestamp(50, 0)));
    open(reader, emptyAt(77));

    assertThat(reader.position()).isEqualTo(StartPosition.at(new BsonTimestamp(50, 0)));
  }

  @Test
  void resumesAtOnceAfterTheLastPosition() {
    Reader reader = reader(after(5));
    open(reader, inserts(6, 8));

    reader.failed(connectionLost(), now);

    assertThat(opensAt(reader)).isEqualTo(after(8));
    assertThat(told).containsExactly("opened " + after(5), "failed");
  }

  @Test
  void aSecondFailureWithoutAnAnswerInBetweenPauses() {
    Reader reader = reader(after(5));
    open(reader, inserts(6, 8));
    reader.failed(connectionLost(), now);

    reader.failed(connectionLost(), now);

    assertWaits(reader, 50, 100);
    waitsOut(reader);
    reader.failed(connectionLost(), now);
    assertWaits(reader, 100, 200);
    assertThat(told).endsWith("failed", "reconnecting 1", "failed", "reconnecting 2");
  }

  @Test
  void openingAloneIsNoProgress() {
    Reader reader = reader(after(5));
    open(reader, inserts(6, 8));
    for (int i = 1; i <= 50; i++) {
      reader.failed(connectionLost(), now);
      if (i > 1) {
        waitsOut(reader);
      }
      open(reader, empty(after(8)));
    }

    assertThat(Duration.ofNanos(now)).as("50 tries").isGreaterThan(Duration.ofMinutes(3));
  }

  @Test
  void anAnswerToAReadIsProgressAndShortensThePauses() {
    Reader reader = reader(after(5));
    open(reader, inserts(6, 8));
    for (int i = 0; i < 5; i++) {
      reader.failed(code(237), now);
      waitsOut(reader);
    }
    open(reader, empty(after(8)));
    reader.arrived(empty(after(8)), now);

    reader.failed(connectionLost(), now);
    assertThat(opensAt(reader)).as("at once").isEqualTo(after(8));
    reader.failed(connectionLost(), now);
    assertWaits(reader, 50, 100);
  }

  @ParameterizedTest
  @ValueSource(ints = {237, 175, 11601})
  void whatNothingMarksPausesTheFirstTime(int code) { // 3
    Reader reader = reader(after(5));
    open(reader, inserts(6, 8));

    reader.failed(code(code), now);

    assertWaits(reader, 50, 100);
    waitsOut(reader);
    assertThat(opensAt(reader)).isEqualTo(after(8));
  }

  @Test
  void keepsTryingToOpenForTheFirstTimeWithPauses() {
    Reader reader = reader(after(5));

    reader.failed(connectionLost(), now);

    assertWaits(reader, 50, 100);
    waitsOut(reader);
    assertThat(opensAt(reader)).isEqualTo(after(5));
    assertThat(reader.everOpened()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {280, 286, 13, 237})
  void whatIsFinalBeforeTheFirstCursorEndsIt(int code) {
    Reader reader = reader(after(5));
    RuntimeException failure = code(code);

    reader.failed(failure, now);

    assertThat(reader.step(now)).isEqualTo(new ReaderStep.End(failure));
  }

  @ParameterizedTest
  @ValueSource(ints = {280, 286, 13, 40573})
  void whatIsFinalEndsAnOpenReaderAndItsCursor(int code) {
    Reader reader = reader(after(5));
    PlayedCursor cursor = open(reader, inserts(6, 8));
    RuntimeException failure = code(code);

    reader.failed(failure, now);
    reader.remains().run();

    assertThat(reader.step(now)).isEqualTo(new ReaderStep.End(failure));
    assertThat(cursor.kills()).isEqualTo(1);
  }

  @Test
  void startAfterIsKeptUntilAnEventHasCome() {
    Reader reader = reader(startAfter(5));
    open(reader, empty(after(6)));
    reader.arrived(empty(after(7)), now);
    reader.failed(connectionLost(), now);
    assertThat(opensAt(reader)).isEqualTo(startAfter(7));

    open(reader, empty(after(7)));
    reader.arrived(inserts(8, 9), now);
    reader.failed(connectionLost(), now);
    assertThat(opensAt(reader)).isEqualTo(after(9));
  }

  @Test
  void aCursorThatEndsIsFollowedByOneThatStartsAfterIt() {
    Reader reader = reader(after(5));
    PlayedCursor cursor = open(reader, inserts(6, 8));

    reader.arrived(last(10, event(Operation.DROP, 9), event(Operation.INVALIDATE, 10)), now);

    assertThat(opensAt(reader)).as("at once").isEqualTo(startAfter(10));
    assertThat(told).endsWith("invalidated");
    ((ReaderStep.Open) reader.step(now)).before().run();
    assertThat(cursor.kills()).as("it is gone already").isZero();
    assertThat(cursor.abandons()).isEqualTo(1);
  }

  @Test
  void aCursorThatEndsWithoutAnEventIsFollowedTheSameWay() {
    Reader reader = reader(after(5));
    open(reader, inserts(6, 8));

    reader.arrived(last(10), now);

    assertThat(opensAt(reader)).isEqualTo(startAfter(10));
    assertThat(told).endsWith("invalidated");
  }

  @Test
  void theFirstBatchMayEndTheCursorToo() {
    Reader reader = reader(after(5));
    open(reader, last(7, event(Operation.INVALIDATE, 7)));

    assertThat(opensAt(reader)).isEqualTo(startAfter(7));
    assertThat(told).containsExactly("opened " + after(5), "invalidated");
  }

  /** A full reply has the invalidate, and the next one the end: seen with a batch size of 1. */
  @Test
  void anInvalidateIsNotResumedAfterWhileTheCursorStillLives() {
    Reader reader = reader(after(5));
    open(reader, inserts(6, 8));

    reader.arrived(one(Operation.INVALIDATE, 10), now);
    assertThat(reader.position()).isEqualTo(startAfter(10));

    reader.failed(connectionLost(), now);
    assertThat(opensAt(reader)).isEqualTo(startAfter(10));
  }

  @Test
  void theEndThatFollowsAnInvalidateIsNoReasonToPause() {
    Reader reader = reader(after(5));
    open(reader, inserts(6, 8));
    reader.arrived(one(Operation.INVALIDATE, 10), now);

    reader.arrived(last(10), now);

    assertThat(opensAt(reader)).as("at once").isEqualTo(startAfter(10));
  }

  @Test
  void aServerThatEndsEachCursorAtOnceIsNotAskedAtFullSpeed() {
    Reader reader = reader(startAfter(5));
    for (int i = 0; i < 20; i++) {
      open(reader, last(5));
      waitsOut(reader);
    }

    assertThat(Duration.ofNanos(now)).isGreaterThan(Duration.ofMinutes(1));
  }

  @Test
  void killsTheOldCursorWhereTheServerAnswersAndLeavesItWhereNot() {
    Reader reader = reader(after(5));
    PlayedCursor first = open(reader, inserts(6, 8));
    reader.failed(code(237), now);
    waitsOut(reader);
    ((ReaderStep.Open) reader.step(now)).before().run();
    assertThat(first.kills()).isEqualTo(1);

    PlayedCursor second = open(reader, inserts(9, 9));
    reader.failed(connectionLost(), now);
    assertThat(first.kills()).as("not again").isEqualTo(1);
    ((ReaderStep.Open) reader.step(now)).before().run();
    assertThat(second.kills()).isZero();
    assertThat(second.abandons()).isEqualTo(1);
  }

  @Test
  void endingKillsTheCursorThatIsOpen() {
    Reader reader = reader(after(5));
    PlayedCursor cursor = open(reader, inserts(6, 8));

    reader.end(null);
    reader.end(new IllegalStateException("too late"));
    reader.remains().run();

    assertThat(reader.step(now)).isEqualTo(new ReaderStep.End(null));
    assertThat(cursor.kills()).isEqualTo(1);
  }

  @Test
  void askingAgainGivesTheSameAnswer() {
    Reader reader = reader(after(5));
    assertThat(reader.step(now)).isEqualTo(reader.step(now));
    open(reader, inserts(6, 8));
    assertThat(reader.step(now)).isEqualTo(reader.step(now));
    reader.failed(code(237), now);
    assertThat(reader.step(now)).isEqualTo(reader.step(now));
  }

  private final class Told implements ReaderNotices {
    @Override
    public void opened(StartPosition from, boolean again) {
      told.add((again ? "again " : "opened ") + from);
    }

    @Override
    public void reconnecting(int attempt, Duration delay, Throwable cause) {
      told.add("reconnecting " + attempt);
    }

    @Override
    public void invalidated() {
      told.add("invalidated");
    }

    @Override
    public void failed(Throwable cause) {
      told.add("failed");
    }
  }
}
