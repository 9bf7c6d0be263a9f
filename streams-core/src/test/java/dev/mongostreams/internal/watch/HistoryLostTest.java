package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.emptyAt;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Failures.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.failure.HistoryLostPolicy;
import dev.mongostreams.failure.ResumePointLostException;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.read.ReaderStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonTimestamp;
import org.junit.jupiter.api.Test;

class HistoryLostTest {
  private static final BsonTimestamp OLDEST = new BsonTimestamp(50, 1);

  private static PlayedWatch by(HistoryLostPolicy policy) {
    return new PlayedWatch(WatchOptions.named("played").historyLost(policy).build());
  }

  private static void lose(PlayedWatch watch) {
    watch.machine.failed(code(286), OLDEST, watch.nowNanos);
  }

  private static ReaderStep.Open nextOpen(PlayedWatch watch) {
    assertThat(watch.step()).isInstanceOf(ReaderStep.Wait.class);
    watch.nowNanos += Duration.ofSeconds(10).toNanos();
    return (ReaderStep.Open) watch.step();
  }

  @Test
  void stopsByDefaultAndTellsTheGapAllTheSame() {
    PlayedWatch watch = by(HistoryLostPolicy.stop());
    watch.open(inserts(1, 2));
    watch.handleAll();
    lose(watch);

    assertThat(watch.machine.state()).isEqualTo(WatcherState.FAILED);
    assertThat(watch.machine.failure()).isInstanceOf(ResumePointLostException.class);
    assertThat(watch.machine.stats(0).handledUpTo()).isEqualTo(after(2));
    assertThat(watch.machine.stats(0).gaps()).isEqualTo(1);
    assertThat(watch.notices())
        .filteredOn(Gap.class::isInstance)
        .containsExactly(
            new Gap("played", watch.machine.scope(), after(2), new BsonTimestamp(2, 1), OLDEST));
  }

  @Test
  void goesOnFromNowBehindWhatWasReadBefore() {
    PlayedWatch watch = by(HistoryLostPolicy.fromNow());
    watch.open(inserts(1, 2));
    lose(watch);
    assertThat(watch.machine.state()).isEqualTo(WatcherState.RECONNECTING);
    assertThat(nextOpen(watch).from()).isEqualTo(StartPosition.now());

    watch.open(emptyAt(100));
    assertThat(watch.machine.stats(0).handledUpTo()).as("2 are not handled").isNotEqualTo(after(2));
    watch.arrives(inserts(101, 101));

    assertThat(watch.work()).hasSize(3);
    assertThat(watch.machine.stats(0).handledUpTo()).isEqualTo(after(101));
  }

  @Test
  void theFloorWaitsBeforeAGapThatIsNotPassed() {
    PlayedWatch watch = by(HistoryLostPolicy.fromNow());
    watch.open(inserts(1, 2));
    watch.handleAll();
    lose(watch);
    nextOpen(watch);
    watch.open(emptyAt(100));
    assertThat(watch.machine.stats(0).handledUpTo()).isEqualTo(after(2));

    Stretch gap = watch.take();
    assertThat(gap.gap()).isNotNull();
    gap.advance();
    watch.finishes(gap);

    assertThat(watch.machine.stats(0).handledUpTo())
        .isEqualTo(StartPosition.at(new BsonTimestamp(100, 1)));
  }

  @Test
  void goesOnAtTheOldestThatIsKnown() {
    PlayedWatch watch = by(HistoryLostPolicy.fromOldest());
    watch.open(inserts(1, 2));
    lose(watch);

    assertThat(nextOpen(watch).from()).isEqualTo(StartPosition.at(OLDEST));
  }

  @Test
  void stopsWhereTheOldestMayNotBeKnown() {
    PlayedWatch watch = by(HistoryLostPolicy.fromOldest());
    watch.open();
    watch.machine.failed(code(286), null, 0);

    assertThat(watch.machine.state()).isEqualTo(WatcherState.FAILED);
  }

  @Test
  void resyncsBetweenTheEventsBeforeAndThoseBehind() {
    List<Object> order = new ArrayList<>();
    PlayedWatch watch = by(HistoryLostPolicy.resync(order::add));
    watch.open(inserts(1, 1));
    lose(watch);
    nextOpen(watch);
    watch.open(emptyAt(100));
    watch.arrives(inserts(101, 101));

    watch.workBy(change -> order.add(StartPosition.after(change.token())));

    assertThat(order).hasSize(3);
    assertThat(order.get(0)).isEqualTo(after(1));
    assertThat(order.get(1)).isInstanceOf(Gap.class);
    assertThat(order.get(2)).isEqualTo(after(101));
  }

  @Test
  void aHistoryThatIsLostAgainAndAgainIsAskedForMoreAndMoreSlowly() { // 24
    PlayedWatch watch = by(HistoryLostPolicy.fromNow());
    watch.open(inserts(1, 1));
    long longest = 0;
    for (int time = 0; time < 10; time++) {
      lose(watch);
      ReaderStep.Wait wait = (ReaderStep.Wait) watch.step();
      longest = wait.untilNanos() - watch.nowNanos;
      watch.nowNanos = wait.untilNanos();
    }

    assertThat(longest).isGreaterThanOrEqualTo(Duration.ofSeconds(5).toNanos());
    watch.open(emptyAt(100));
    assertThat(watch.notices())
        .filteredOn(Gap.class::isInstance)
        .as("it is one gap")
        .singleElement()
        .extracting("lastSafe")
        .isEqualTo(after(1));
  }
}
