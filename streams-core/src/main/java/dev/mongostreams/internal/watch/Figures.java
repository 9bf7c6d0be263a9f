package dev.mongostreams.internal.watch;

import dev.mongostreams.Engine;
import dev.mongostreams.WatcherStats;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.internal.work.Counters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What a watcher has done, put together for the user. Whoever owns it holds the lock. */
final class Figures {
  private final Engine engine;
  private final InstantSource clock;
  private final Instant startedAt;
  private final Counters counters;
  private final Notices notices;

  Figures(Engine engine, InstantSource clock, Counters counters, Notices notices) {
    this.engine = engine;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.counters = counters;
    this.notices = notices;
  }

  /** What counts the finished events. */
  Counters counters() {
    return counters;
  }

  WatcherStats now(Life life, long bytes, Bearings.Positions at, Bearings bearings, long nowNanos) {
    var operations = counters.byOperation();
    long last = counters.lastMillis();
    Duration standstill = life.reading() ? bearings.standstill(nowNanos) : null;
    return new WatcherStats(
        life.state(),
        engine,
        operations.values().stream().mapToLong(Long::longValue).sum(),
        operations,
        notices.failures() + (life.failure() instanceof HandlerFailedException ? 1 : 0),
        notices.reopens(),
        notices.retries(),
        notices.deadLetters(),
        notices.skipped() + counters.skipped(),
        notices.dropped(),
        notices.gaps(),
        bytes,
        startedAt,
        last == 0 ? null : Instant.ofEpochMilli(last),
        at.handled(),
        at.saved(),
        bearings.lag(at, nowNanos),
        bearings.history(at, nowNanos),
        standstill == null ? null : clock.instant().minus(standstill),
        life.failure());
  }
}
