package dev.mongostreams.internal.watch;

import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.source.Batch;
import java.time.Duration;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Measures how far positions lie behind the cluster, by its own clock: the newest time it is known
 * to have less that of the position, and what has passed here since that time came up. Whoever owns
 * it holds the lock.
 *
 * <p>The server's own time is of no use for that: it is the time of what a majority has, and stands
 * still with the positions when there is no majority any more.
 */
final class LagMeter {
  private @Nullable BsonTimestamp newest;

  /** When the newest time came up. */
  private long newestNanos;

  /** The time at which nothing waited for a majority, and when a reply said so last. */
  private @Nullable BsonTimestamp settled;

  private long settledNanos;
  private long repliedNanos;

  /** A reply has come. */
  void saw(Batch batch, long nowNanos) {
    repliedNanos = nowNanos;
    BsonTimestamp committed = batch.operationTime();
    BsonTimestamp known = batch.clusterTime() == null ? committed : batch.clusterTime();
    if (known == null) {
      return;
    }
    if (!known.equals(newest)) {
      newest = known;
      newestNanos = nowNanos;
    }
    if (committed != null && committed.compareTo(known) >= 0) {
      settled = committed;
      settledNanos = nowNanos;
    }
  }

  /** How long ago the newest reply came. */
  long silentNanos(long nowNanos) {
    return nowNanos - repliedNanos;
  }

  /** Tells whether the cluster is known to have something behind a position. */
  boolean behind(StartPosition position) {
    BsonTimestamp time = position.clusterTime();
    return time != null && newest != null && time.compareTo(newest) < 0;
  }

  /** How far a position lies behind, in whole seconds; null when that is not known. */
  @Nullable Duration lag(@Nullable StartPosition position, long nowNanos) {
    BsonTimestamp time = position == null ? null : position.clusterTime();
    BsonTimestamp known = newest;
    if (time == null || known == null) {
      return null;
    }
    if (time.compareTo(known) >= 0) {
      return seconds(nowNanos - repliedNanos);
    }
    Duration most =
        Duration.ofSeconds(secondsOf(known) - secondsOf(time))
            .plus(seconds(nowNanos - newestNanos));
    // What the position lacks is younger than a moment at which it lacked nothing.
    Duration since = seconds(nowNanos - settledNanos);
    boolean bounded = settled != null && time.compareTo(settled) >= 0 && since.compareTo(most) < 0;
    return bounded ? since : most;
  }

  private static Duration seconds(long nanos) {
    return Duration.ofSeconds(Duration.ofNanos(nanos).toSeconds());
  }

  private static long secondsOf(BsonTimestamp time) {
    return Integer.toUnsignedLong(time.getTime());
  }
}
