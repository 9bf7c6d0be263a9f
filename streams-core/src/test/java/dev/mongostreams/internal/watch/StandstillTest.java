package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.empty;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Batches.waiting;
import static dev.mongostreams.internal.played.Failures.connectionLost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.WatcherListener.Moving;
import dev.mongostreams.WatcherListener.Opened;
import dev.mongostreams.WatcherListener.Reconnecting;
import dev.mongostreams.WatcherListener.Stalled;
import dev.mongostreams.WatcherState;
import dev.mongostreams.internal.source.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandstillTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final PlayedWatch watch = PlayedWatch.handling();
  private final WatchMachine machine = watch.machine;

  @BeforeEach
  void open() {
    watch.open(waiting(100, 100));
    watch.notices();
  }

  private void each(int seconds, int until, Batch reply) {
    long end = until * SECOND;
    while (watch.nowNanos < end) {
      watch.nowNanos += seconds * SECOND;
      watch.step();
      watch.arrives(reply);
    }
  }

  private @Nullable Instant stalledSince() {
    return machine.stats(watch.nowNanos).stalledSince();
  }

  private List<Object> notices() {
    return watch.notices().stream()
        .filter(told -> !(told instanceof Opened || told instanceof Reconnecting))
        .toList();
  }

  private Stalled stalled(int seconds) {
    return new Stalled("played", machine.scope(), Duration.ofSeconds(seconds));
  }

  private Moving moving() {
    return new Moving("played", machine.scope());
  }

  @Test
  void isToldOnceWhenRepliesBringNothingOfWhatIsWritten() { // 18
    each(1, 30, waiting(100, 103));
    assertThat(stalledSince()).isNull();

    each(1, 90, waiting(100, 104));

    assertThat(notices()).containsExactly(stalled(30));
    assertThat(stalledSince()).as("the first reply").isEqualTo(Instant.ofEpochSecond(1));
    assertThat(machine.state()).isEqualTo(WatcherState.RUNNING);
    assertThat(machine.stats(watch.nowNanos).lag().read()).isGreaterThan(Duration.ofMinutes(1));
  }

  @Test
  void isOverWithTheFirstEvents() {
    each(1, 40, waiting(100, 103));

    watch.arrives(inserts(101, 103));

    assertThat(stalledSince()).isNull();
    assertThat(notices()).containsExactly(stalled(30), moving());
  }

  @Test
  void isOverWhenNothingIsLeftToWaitFor() {
    each(1, 40, waiting(100, 103));

    watch.arrives(waiting(103, 103));

    assertThat(stalledSince()).isNull();
    assertThat(notices()).containsExactly(stalled(30), moving());
  }

  @Test
  void isToldAgainTheNextTime() {
    each(1, 40, waiting(100, 103));
    each(1, 41, waiting(103, 103));

    each(1, 80, waiting(103, 104));

    assertThat(notices()).containsExactly(stalled(30), moving(), stalled(30));
  }

  @Test
  void silenceOnAHealthySetIsNone() {
    each(1, 3_600, waiting(100, 100));

    assertThat(notices()).isEmpty();
    assertThat(stalledSince()).isNull();
  }

  @Test
  void aWriteAfterALongSilenceIsNoneEither() {
    each(1, 3_600, waiting(100, 100));

    watch.arrives(waiting(100, 3_700));

    assertThat(notices()).isEmpty();
    assertThat(stalledSince()).isNull();
  }

  @Test
  void neitherIsAPositionThatMovesThoughItIsBehind() {
    for (int place = 101; place < 200; place++) {
      each(1, place - 100, waiting(place, place + 50));
    }

    assertThat(notices()).isEmpty();
  }

  @Test
  void norAreRepliesThatDoNotTellHowFarTheServerHasLooked() {
    watch.arrives(waiting(100, 103));

    each(1, 90, empty(null));

    assertThat(notices()).isEmpty();
  }

  @Test
  void repliesThatTakeTenSecondsEachAreNone() { // 19
    for (int place = 101; place < 130; place++) {
      each(10, (place - 100) * 10, waiting(place, place + 9));
    }

    assertThat(watch.notices()).isEmpty();
    assertThat(machine.state()).isEqualTo(WatcherState.RUNNING);
    assertThat(machine.stats(watch.nowNanos).errors()).isZero();
  }

  @Test
  void aPauseIsNoneAndWhatWasBeforeItDoesNotCount() {
    each(1, 25, waiting(100, 103));
    machine.pause();
    watch.arrives(waiting(100, 103));
    watch.nowNanos += 3_600 * SECOND;
    assertThat(stalledSince()).isNull();
    machine.resume();

    each(1, 3_640, waiting(100, 103));

    assertThat(notices()).isEmpty();
    assertThat(stalledSince()).isNull();
  }

  @Test
  void isNotClaimedWhileThereIsNoCursor() {
    each(1, 40, waiting(100, 103));
    watch.fails(connectionLost());
    assertThat(stalledSince()).isNull();

    watch.open(waiting(100, 103));
    each(1, 60, waiting(100, 103));
    assertThat(stalledSince()).isNull();
    each(1, 90, waiting(100, 103));

    assertThat(stalledSince()).isNotNull();
    assertThat(notices()).as("it was told before").containsExactly(stalled(30));
    watch.arrives(inserts(101, 103));
    assertThat(notices()).containsExactly(moving());
  }

  @Test
  void isNotClaimedOfAWatcherThatHasStopped() {
    each(1, 40, waiting(100, 103));

    machine.stop();

    assertThat(stalledSince()).isNull();
  }

  @Test
  void anotherFormOfTheSamePositionIsNoProgress() {
    each(1, 20, waiting(100, 103));
    each(1, 50, waiting(100, 104));

    assertThat(after(100)).isEqualTo(machine.stats(watch.nowNanos).handledUpTo());
    assertThat(notices()).hasSize(1);
  }
}
