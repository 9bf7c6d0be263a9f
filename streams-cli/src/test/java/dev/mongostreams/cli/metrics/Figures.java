package dev.mongostreams.cli.metrics;

import dev.mongostreams.Engine;
import dev.mongostreams.Operation;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/** Figures of watchers that were never started. */
final class Figures {
  private Figures() {}

  static WatcherStats of(WatcherState state, @Nullable Duration lag) {
    return of(state, lag, null, null, Map.of());
  }

  static WatcherStats busy() {
    return of(
        WatcherState.FAILED,
        Duration.ofSeconds(2),
        StartPosition.at(new BsonTimestamp(1_764_331_200, 1)),
        new IllegalStateException("a secret of the handler"),
        Map.of(Operation.INSERT, 3L, Operation.OTHER, 1L));
  }

  private static WatcherStats of(
      WatcherState state,
      @Nullable Duration lag,
      @Nullable StartPosition handled,
      @Nullable Throwable failure,
      Map<Operation, Long> operations) {
    return new WatcherStats(
        state,
        Engine.COMMAND,
        4,
        operations,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        Instant.EPOCH,
        null,
        handled,
        null,
        new WatcherStats.Lag(lag, null, null),
        new WatcherStats.History(null, null),
        null,
        failure);
  }
}
