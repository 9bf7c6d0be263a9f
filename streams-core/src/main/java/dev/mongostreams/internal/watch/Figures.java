package dev.mongostreams.internal.watch;

import dev.mongostreams.Engine;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherStats;
import dev.mongostreams.failure.HandlerFailedException;
import dev.mongostreams.internal.work.Counters;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a watcher has done, put together for the user. Whoever owns it holds the lock. */
final class Figures {
  private final Engine engine;
  private final Instant startedAt;
  private final Counters counters;
  private final Notices notices;

  Figures(Engine engine, Instant startedAt, Counters counters, Notices notices) {
    this.engine = engine;
    this.startedAt = startedAt;
    this.counters = counters;
    this.notices = notices;
  }

  /** What counts the finished events. */
  Counters counters() {
    return counters;
  }

  WatcherStats now(
      Life life,
      long bytes,
      @Nullable StartPosition handled,
      @Nullable StartPosition saved,
      WatcherStats.Lag lag) {
    var operations = counters.byOperation();
    long last = counters.lastMillis();
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
        handled,
        saved,
        lag,
        life.failure());
  }
}
