package dev.mongostreams.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.WatcherState;
import java.time.Duration;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PagesTest {
  private static final Duration LAG = Duration.ofSeconds(1);

  @Test
  void isReadyWithACursorAndAKnownLag() {
    assertThat(Readiness.hindrance(Figures.of(WatcherState.RUNNING, LAG))).isNull();
  }

  @Test
  void isNotReadyWhileTheLagIsNotKnown() {
    assertThat(Readiness.hindrance(Figures.of(WatcherState.RUNNING, null)))
        .isEqualTo("how far it is behind is not known yet");
  }

  @ParameterizedTest
  @EnumSource(value = WatcherState.class, names = "RUNNING", mode = EnumSource.Mode.EXCLUDE)
  void isNotReadyWithoutACursor(WatcherState state) {
    assertThat(Readiness.hindrance(Figures.of(state, LAG))).isEqualTo("the watcher is " + state);
  }

  @Test
  void statsLeaveOutWhatIsNotKnownAndWhatIsSecret() {
    String json = StatsPage.of("orders", "shop.orders", Figures.busy());
    BsonDocument page = BsonDocument.parse(json);

    assertThat(page)
        .doesNotContainKeys("savedUpTo", "savedLagSeconds", "historyLeftSeconds", "lastEventAt");
    assertThat(page.getString("state").getValue()).isEqualTo("FAILED");
    assertThat(page.getBoolean("ready").getValue()).isFalse();
    assertThat(page.getString("handledUpTo").getValue()).isEqualTo("2025-11-28T12:00:00Z");
    assertThat(page.getDocument("operations").keySet()).containsOnly("insert", "other");
    assertThat(page.getNumber("readLagSeconds").intValue()).isEqualTo(2);
    assertThat(page.getString("failure").getValue()).isEqualTo("IllegalStateException");
    assertThat(json).doesNotContain("secret");
  }

  @Test
  void prometheusGetsNoSampleOfWhatIsNotKnown() {
    String scrape = "# TYPE a gauge\na{of=\"read\"} NaN\na{of=\"saved\"} 1.0\n";

    assertThat(PrometheusPage.known(scrape)).isEqualTo("# TYPE a gauge\na{of=\"saved\"} 1.0\n");
  }
}
