package dev.mongostreams.internal.watch;

import static dev.mongostreams.internal.played.Batches.after;
import static dev.mongostreams.internal.played.Batches.empty;
import static dev.mongostreams.internal.played.Batches.emptyAt;
import static dev.mongostreams.internal.played.Batches.startAfter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherStats.Lag;
import java.time.Duration;
import org.bson.BsonTimestamp;
import org.junit.jupiter.api.Test;

class LagMeterTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final LagMeter meter = new LagMeter();

  @Test
  void isAbsentUntilTheServerHasToldItsTime() {
    meter.saw(empty(after(3)), 0);

    assertThat(meter.lag(after(3), after(3), null, 0)).isEqualTo(new Lag(null, null, null));
  }

  @Test
  void isAbsentForAPositionThatIsNotKnown() {
    meter.saw(emptyAt(100), 0);

    assertThat(meter.lag(null, StartPosition.now(), null, 0)).isEqualTo(new Lag(null, null, null));
  }

  @Test
  void countsFromThePositionToTheServersTime() {
    meter.saw(emptyAt(100), 0);

    assertThat(meter.lag(after(99), startAfter(90), StartPosition.at(new BsonTimestamp(40, 1)), 0))
        .isEqualTo(new Lag(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(60)));
  }

  @Test
  void growsWhileNoReplyComes() {
    meter.saw(emptyAt(100), 5 * SECOND);

    assertThat(meter.lag(after(100), null, null, 12 * SECOND).read())
        .isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void isNeverNegative() {
    meter.saw(emptyAt(100), 0);

    assertThat(meter.lag(after(105), null, null, 0).read()).isEqualTo(Duration.ZERO);
  }
}
