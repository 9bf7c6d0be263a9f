package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.Engine;
import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IdlenessTest {
  private static final Instant BEGIN = Instant.parse("2026-11-28T20:00:00Z");
  private static final Duration LONG = Duration.ofHours(1);

  private long nanos = Long.MAX_VALUE - 7;
  private final Idleness idleness = new Idleness(Duration.ofSeconds(10), () -> nanos);
  private Instant now = BEGIN;

  private void passes(int seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
    now = now.plusSeconds(seconds);
  }

  private void look(int events, @Nullable Instant last, int bytesInFlight) {
    idleness.look(stats(events, last, bytesInFlight), now);
  }

  private static WatcherStats stats(int events, @Nullable Instant last, int bytesInFlight) {
    return new WatcherStats(
        WatcherState.RUNNING,
        Engine.COMMAND,
        events,
        Map.of(),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        bytesInFlight,
        BEGIN,
        last,
        null,
        null,
        new WatcherStats.Lag(null, null, null),
        new WatcherStats.History(null, null),
        null,
        null);
  }

  private void assertLeft(int seconds) {
    assertThat(idleness.patience(LONG)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(idleness.isTooLong()).isEqualTo(seconds == 0);
  }

  @Test
  void countsFromTheLastEventAndNotFromTheLookThatFindsIt() {
    passes(9);
    look(1, BEGIN.plusSeconds(2), 0);
    assertLeft(3);

    passes(3);
    look(1, BEGIN.plusSeconds(2), 0);
    assertLeft(0);
  }

  @Test
  void whatIsBeingDeliveredIsNotIdle() {
    passes(9);
    look(0, null, 1);
    assertLeft(10);

    passes(10);
    look(0, null, 0);
    assertLeft(0);
  }

  @Test
  void aClockThatWasSetMovesNothingBeyondTheLookBefore() {
    passes(4);
    look(0, null, 0);
    passes(1);
    look(1, BEGIN.minusSeconds(3600), 0);
    assertLeft(9);

    passes(1);
    look(2, now.plusSeconds(3600), 0);
    assertLeft(10);
  }

  @Test
  void whatComesOneByOneBeginsAnew() {
    passes(9);
    idleness.ended();

    assertLeft(10);
    assertThat(idleness.patience(Duration.ofSeconds(1))).hasSeconds(1);
  }

  @Test
  void withoutALimitItIsNeverTooLong() {
    Idleness endless = new Idleness(null, () -> nanos);
    passes(1_000_000);

    assertThat(endless.isTooLong()).isFalse();
    assertThat(endless.patience(LONG)).isEqualTo(LONG);
  }
}
