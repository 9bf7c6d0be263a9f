package dev.mongostreams.internal.watch;

import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherStats;
import dev.mongostreams.internal.source.Batch;
import java.time.Duration;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Measures how far positions lie behind the server, by the server's own clock: the time of its
 * newest reply less that of the position, and what has passed here since that reply. Whoever owns
 * it holds the lock.
 */
final class LagMeter {
  private @Nullable BsonTimestamp newest;
  private long newestNanos;
  private long repliedNanos;

  /** A reply has come. */
  void saw(Batch batch, long nowNanos) {
    repliedNanos = nowNanos;
    if (batch.operationTime() != null) {
      newest = batch.operationTime();
      newestNanos = nowNanos;
    }
  }

  /** How long ago the newest reply came. */
  long silentNanos(long nowNanos) {
    return nowNanos - repliedNanos;
  }

  WatcherStats.Lag lag(
      @Nullable StartPosition read,
      @Nullable StartPosition handled,
      @Nullable StartPosition saved,
      long nowNanos) {
    return new WatcherStats.Lag(
        behind(read, nowNanos), behind(handled, nowNanos), behind(saved, nowNanos));
  }

  private @Nullable Duration behind(@Nullable StartPosition position, long nowNanos) {
    BsonTimestamp time = position == null ? null : timeOf(position);
    BsonTimestamp server = newest;
    if (time == null || server == null) {
      return null;
    }
    long seconds =
        Integer.toUnsignedLong(server.getTime()) - Integer.toUnsignedLong(time.getTime());
    return Duration.ofSeconds(Math.max(0, seconds))
        .plusSeconds(Duration.ofNanos(nowNanos - newestNanos).toSeconds());
  }

  /** The cluster time of a position, or null when it does not tell. */
  static @Nullable BsonTimestamp timeOf(StartPosition position) {
    if (position instanceof StartPosition.After after) {
      return after.token().clusterTime();
    }
    if (position instanceof StartPosition.StartAfter after) {
      return after.token().clusterTime();
    }
    return position instanceof StartPosition.AtTime at ? at.time() : null;
  }
}
