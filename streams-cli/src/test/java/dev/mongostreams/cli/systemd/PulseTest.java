package dev.mongostreams.cli.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.Engine;
import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PulseTest {
  private static final Instant BEGIN = Instant.parse("2026-11-28T20:00:00Z");

  private final Pulse pulse = new Pulse();

  private boolean beats(WatcherStats stats, int seconds) {
    return pulse.beats(stats, Duration.ofSeconds(seconds).toNanos());
  }

  private static WatcherStats running(long events, @Nullable Integer behindSeconds) {
    return stats(WatcherState.RUNNING, events, behindSeconds, null);
  }

  static WatcherStats stats(
      WatcherState state,
      long events,
      @Nullable Integer behindSeconds,
      @Nullable Instant stalledSince) {
    return stats(state, events, 0, behindSeconds, stalledSince);
  }

  private static WatcherStats stats(
      WatcherState state,
      long events,
      long retries,
      @Nullable Integer behindSeconds,
      @Nullable Instant stalledSince) {
    Duration read = behindSeconds == null ? null : Duration.ofSeconds(behindSeconds);
    return new WatcherStats(
        state,
        Engine.AUTO,
        events,
        Map.of(),
        0,
        0,
        retries,
        0,
        0,
        0,
        0,
        0,
        BEGIN,
        null,
        null,
        null,
        new WatcherStats.Lag(read, read, null),
        new WatcherStats.History(null, null),
        stalledSince,
        null);
  }

  @Test
  void beatsWhileAnIdleReaderKeepsUpWithTheServer() {
    assertThat(beats(running(0, 0), 0)).isTrue();
    assertThat(beats(running(0, 0), 30)).isTrue();
    assertThat(beats(running(0, 1), 60)).isTrue();
  }

  @Test
  void stopsWhenTheReaderStandsStill() {
    beats(running(7, 0), 0);

    assertThat(beats(running(7, 30), 30)).isFalse();
    assertThat(beats(running(7, 59), 60)).as("a lag cut to whole seconds").isFalse();
    assertThat(beats(running(7, 1), 90)).as("it has come to life again").isTrue();
  }

  @Test
  void doesNotBeatBeforeTheReaderHasReadAnything() {
    assertThat(beats(running(0, null), 30)).isFalse();
  }

  @Test
  void beatsWhileEventsAreFinishedThoughTheReaderHasToWaitForThem() {
    beats(running(7, 0), 0);

    assertThat(beats(running(8, 30), 30)).isTrue();
    assertThat(beats(running(8, 60), 60)).isFalse();
  }

  @Test
  void beatsWhileSomebodyIsAwayWhomEventsAreFor() {
    beats(running(7, 0), 0);

    assertThat(beats(stats(WatcherState.RUNNING, 7, 1, 30, null), 30)).isTrue();
    assertThat(beats(stats(WatcherState.RUNNING, 7, 1, 60, null), 60)).isFalse();
  }

  @Test
  void beatsWhileTheServerOrAMajorityIsAway() {
    beats(running(7, 0), 0);

    assertThat(beats(stats(WatcherState.RECONNECTING, 7, 30, null), 30)).isTrue();
    assertThat(beats(stats(WatcherState.RUNNING, 7, 60, BEGIN), 60)).isTrue();
    assertThat(beats(running(7, 90), 90)).isFalse();
  }
}
