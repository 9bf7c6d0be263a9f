package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.emptyAt;
import static dev.mongostreams.internal.played.Batches.inserts;
import static dev.mongostreams.internal.played.Batches.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.WatcherListener.HistoryLow;
import dev.mongostreams.WatcherStats.History;
import dev.mongostreams.internal.checkpoint.Cadence;
import dev.mongostreams.internal.source.Oplog;
import java.time.Duration;
import org.bson.BsonTimestamp;
import org.junit.jupiter.api.Test;

class HistoryGaugeTest {
  private final PlayedWatch watch = PlayedWatch.handling();

  /** What there is of the history when its window is 1,000 s. */
  private static Oplog.Window upTo(int newest) {
    return new Oplog.Window(new BsonTimestamp(newest - 1_000, 1), new BsonTimestamp(newest, 1), 1);
  }

  /** The server has come to that time, and the watcher has read all and handled nothing. */
  private void surveyed(PlayedWatch watched, int newest) {
    watched.arrives(waiting(newest, newest));
    watched.machine.surveyed(upTo(newest), watched.nowNanos);
  }

  private static History history(PlayedWatch watched) {
    return watched.machine.stats(watched.nowNanos).history();
  }

  private static HistoryLow low(int usedPercent) {
    return new HistoryLow(
        "played",
        PlayedWatch.handling().machine.scope(),
        usedPercent,
        Duration.ofSeconds(1_000),
        Duration.ofSeconds(1_000 - usedPercent * 10L));
  }

  @Test
  void isAbsentUntilTheServerHasToldIt() {
    watch.open(waiting(10_000, 10_000));
    assertThat(history(watch)).isEqualTo(new History(null, null));

    watch.machine.surveyed(upTo(10_000), 0);
    assertThat(history(watch))
        .isEqualTo(new History(Duration.ofSeconds(1_000), Duration.ofSeconds(1_000)));

    watch.machine.surveyed(null, 0);
    assertThat(history(watch)).as("no longer allowed").isEqualTo(new History(null, null));
  }

  @Test
  void tellsTheWindowAloneWhileThePositionIsNotKnown() {
    watch.machine.surveyed(upTo(10_000), 0);

    assertThat(history(watch)).isEqualTo(new History(Duration.ofSeconds(1_000), null));
  }

  @Test
  void whatIsNotHandledUsesItUp() {
    watch.open(waiting(10_000, 10_000));
    watch.arrives(inserts(10_001, 10_002));
    surveyed(watch, 10_400);
    assertThat(history(watch).left()).isEqualTo(Duration.ofMinutes(10));

    watch.handleAll();

    assertThat(history(watch).left()).isEqualTo(Duration.ofSeconds(1_000));
  }

  @Test
  void theSavedPositionCountsWhereOneIsKept() {
    PlayedWatch keeping =
        new PlayedWatch(
            WatchOptions.named("played").cadence(new Cadence(Duration.ofHours(1), 9_999)).build());
    keeping.open(waiting(10_000, 10_000));
    keeping.machine.saveStep(0);
    keeping.machine.saved(0);

    surveyed(keeping, 10_300);

    assertThat(keeping.machine.stats(0).handledUpTo()).isEqualTo(after(10_300));
    assertThat(history(keeping).left()).isEqualTo(Duration.ofSeconds(700));
  }

  @Test
  void isToldAtHalfAndAtFourFifthsOnceEach() { // 72
    watch.open(waiting(10_000, 10_000));
    watch.arrives(inserts(10_001, 10_002));
    watch.notices();

    for (int newest : new int[] {10_499, 10_500, 10_600, 10_799, 10_800, 10_990, 12_000}) {
      surveyed(watch, newest);
    }

    assertThat(watch.notices()).containsExactly(low(50), low(80));
    assertThat(history(watch).left()).as("never negative").isZero();
  }

  @Test
  void aPositionThatIsFarBehindFromTheBeginningIsToldOnce() {
    watch.open(waiting(10_000, 10_000));
    watch.arrives(inserts(10_001, 10_002));
    watch.notices();

    surveyed(watch, 10_850);
    surveyed(watch, 10_860);

    assertThat(watch.notices()).containsExactly(low(85));
  }

  @Test
  void isToldAgainAfterThePositionHasComeWellBelow() {
    watch.open(waiting(10_000, 10_000));
    watch.arrives(inserts(10_001, 10_001));
    surveyed(watch, 10_550);
    watch.handleAll();
    surveyed(watch, 10_560);
    watch.arrives(inserts(10_561, 10_561));
    watch.notices();

    surveyed(watch, 11_080);

    assertThat(watch.notices()).containsExactly(low(52));
  }

  @Test
  void isNotToldOfAWatcherThatHasEnded() {
    watch.open(waiting(10_000, 10_000));
    watch.arrives(inserts(10_001, 10_002));
    watch.arrives(waiting(10_900, 10_900));
    watch.machine.abandon();
    watch.notices();

    watch.machine.surveyed(upTo(10_900), 0);

    assertThat(watch.notices()).isEmpty();
  }

  @Test
  void swayingAroundAThresholdIsToldOnce() {
    HistoryGauge gauge = new HistoryGauge();
    gauge.measured(upTo(10_000));

    assertThat(gauge.alarms(Duration.ofSeconds(500))).isTrue();
    assertThat(gauge.alarms(Duration.ofSeconds(460))).isFalse();
    assertThat(gauge.alarms(Duration.ofSeconds(500))).as("it was not well below").isFalse();
    assertThat(gauge.alarms(Duration.ofSeconds(440))).isFalse();
    assertThat(gauge.alarms(Duration.ofSeconds(500))).isTrue();
    assertThat(gauge.alarms(Duration.ofSeconds(800))).isTrue();
    assertThat(gauge.alarms(Duration.ofSeconds(740))).isFalse();
    assertThat(gauge.alarms(Duration.ofMinutes(10))).as("half was told").isFalse();
    assertThat(gauge.alarms(Duration.ofSeconds(800))).isTrue();
  }

  @Test
  void anAlarmNeedsAWindow() {
    HistoryGauge gauge = new HistoryGauge();

    assertThat(gauge.alarms(Duration.ofDays(1))).isFalse();
  }

  @Test
  void anOplogOfLessThanASecondReachesASecondAndNotNone() {
    BsonTimestamp only = new BsonTimestamp(5, 1);

    assertThat(new Oplog.Window(only, only, 1).span()).isEqualTo(Duration.ofSeconds(1));
    assertThat(new Oplog.Window(only, only, 0.01).span()).isEqualTo(Duration.ofSeconds(100));
  }

  @Test
  void anOplogThatIsNotFullReachesFurtherThanItDoesSoFar() {
    Oplog.Window young =
        new Oplog.Window(new BsonTimestamp(100, 1), new BsonTimestamp(160, 1), 0.1);

    assertThat(young.span()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void theAgeIsThatOfNowAndNotOfTheQuestion() {
    watch.open(emptyAt(10_000));
    watch.arrives(inserts(10_001, 10_001));
    watch.machine.surveyed(upTo(10_001), 0);

    watch.nowNanos = Duration.ofSeconds(100).toNanos();

    assertThat(history(watch).left()).isLessThanOrEqualTo(Duration.ofSeconds(901));
  }
}
