package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.empty;
import static dev.mongostreams.internal.played.Batches.emptyAt;
import static dev.mongostreams.internal.played.Batches.startAfter;
import static dev.mongostreams.internal.played.Batches.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.StartPosition;
import java.time.Duration;
import org.bson.BsonTimestamp;
import org.junit.jupiter.api.Test;

class LagMeterTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final LagMeter meter = new LagMeter();

  private static Duration seconds(long count) {
    return Duration.ofSeconds(count);
  }

  @Test
  void isAbsentUntilTheServerHasToldItsTime() {
    meter.saw(empty(after(3)), 0);

    assertThat(meter.lag(after(3), 0)).isNull();
    assertThat(meter.behind(after(3))).isFalse();
  }

  @Test
  void isAbsentForAPositionThatIsNotKnown() {
    meter.saw(emptyAt(100), 0);

    assertThat(meter.lag(null, 0)).isNull();
    assertThat(meter.lag(StartPosition.now(), 0)).isNull();
    assertThat(meter.behind(StartPosition.now())).isFalse();
  }

  @Test
  void countsFromThePositionToTheServersTime() {
    meter.saw(emptyAt(100), 0);

    assertThat(meter.lag(after(99), 0)).isEqualTo(seconds(1));
    assertThat(meter.lag(startAfter(90), 0)).isEqualTo(seconds(10));
    assertThat(meter.lag(StartPosition.at(new BsonTimestamp(40, 1)), 0)).isEqualTo(seconds(60));
  }

  @Test
  void growsWhileNoReplyComes() {
    meter.saw(emptyAt(100), 5 * SECOND);

    assertThat(meter.lag(after(100), 12 * SECOND)).isEqualTo(seconds(7));
    assertThat(meter.lag(after(90), 12 * SECOND)).isEqualTo(seconds(17));
  }

  @Test
  void aPositionThatStandsLiesBehindMoreAndMoreThoughTheServerHasNothingNew() {
    meter.saw(emptyAt(100), 0);
    meter.saw(emptyAt(100), 8 * SECOND);

    assertThat(meter.lag(after(90), 8 * SECOND)).isEqualTo(seconds(18));
    assertThat(meter.lag(after(100), 8 * SECOND)).isZero();
  }

  @Test
  void isNeverNegative() {
    meter.saw(emptyAt(100), 0);

    assertThat(meter.lag(after(105), 0)).isZero();
  }

  @Test
  void growsWhileAMajorityDoesNotHaveWhatIsWritten() {
    meter.saw(waiting(100, 100), 0);
    meter.saw(waiting(100, 120), 20 * SECOND);
    assertThat(meter.behind(after(100))).isTrue();
    assertThat(meter.lag(after(100), 20 * SECOND)).isEqualTo(seconds(20));

    meter.saw(waiting(100, 120), 65 * SECOND);

    assertThat(meter.lag(after(100), 65 * SECOND)).isEqualTo(seconds(65));
  }

  @Test
  void aWriteAfterALongSilenceIsNotAsOldAsTheSilence() {
    meter.saw(waiting(100, 100), 600 * SECOND);

    meter.saw(waiting(100, 700), 601 * SECOND);

    assertThat(meter.lag(after(100), 601 * SECOND)).isEqualTo(seconds(1));
    assertThat(meter.lag(after(99), 601 * SECOND)).isEqualTo(seconds(601));
  }
}
