package dev.mongostreams.internal.watch;

import dev.mongostreams.StartPosition;
import java.time.Duration;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Notices that the server answers and nothing moves: the cluster has changes behind the position,
 * and no reply brings them. That is what a set looks like that has lost its majority and takes
 * writes all the same. Where nothing happens there is nothing behind the position, however long it
 * lasts. Whoever owns it holds the lock.
 */
final class Standstill {
  private final long limitNanos;
  private final Notices notices;

  private @Nullable StartPosition position;

  /** True from the first reply in a row that brings nothing of what there is. */
  private boolean waits;

  private long sinceNanos;
  private boolean standing;

  /** True from the notice that it stands to the one that it moves again. */
  private boolean told;

  Standstill(Duration limit, Notices notices) {
    this.limitNanos = limit.toNanos();
    this.notices = notices;
  }

  /**
   * A reply has come.
   *
   * @param events how many it brought
   * @param reached the position behind it
   * @param behind true when the cluster has something behind that position
   */
  void answered(int events, StartPosition reached, boolean behind, long nowNanos) {
    boolean moves = events > 0 || !behind || later(reached);
    position = reached;
    if (moves) {
      moves();
    } else if (!waits) {
      waits = true;
      sinceNanos = nowNanos;
    } else if (nowNanos - sinceNanos >= limitNanos) {
      stands(nowNanos);
    }
  }

  /** By its time: a position may be told in another form after the cursor was opened again. */
  private boolean later(StartPosition reached) {
    BsonTimestamp before = position == null ? null : position.clusterTime();
    BsonTimestamp now = reached.clusterTime();
    return before == null || now == null || now.compareTo(before) > 0;
  }

  private void moves() {
    waits = false;
    standing = false;
    if (told) {
      told = false;
      notices.moving();
    }
  }

  private void stands(long nowNanos) {
    standing = true;
    if (!told) {
      told = true;
      notices.stalled(Duration.ofNanos(nowNanos - sinceNanos));
    }
  }

  /** The cursor is lost, or the watcher pauses: what was seen so far proves nothing. */
  void interrupted() {
    waits = false;
    standing = false;
  }

  /** How long it has been standing still, or null while it is not. */
  @Nullable Duration length(long nowNanos) {
    return standing ? Duration.ofNanos(nowNanos - sinceNanos) : null;
  }
}
