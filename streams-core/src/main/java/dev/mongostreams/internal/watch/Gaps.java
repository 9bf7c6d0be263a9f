package dev.mongostreams.internal.watch;

import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.internal.lanes.GapBatch;
import dev.mongostreams.internal.lanes.Stretch;
import dev.mongostreams.internal.read.Reader;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of lost history. A gap is found when the server says so, placed among the batches
 * once a cursor is open behind it, and passed when its place has been worked on. Whoever owns this
 * holds the lock.
 */
final class Gaps {
  private final WatchOptions options;
  private final Scope scope;
  private final Notices notices;

  /** Behind it no cursor is open yet. */
  private @Nullable Gap open;

  /** The last position before the newest gap that has been passed. */
  private @Nullable StartPosition lostAfter;

  Gaps(WatchOptions options, Scope scope, Notices notices) {
    this.options = options;
    this.scope = scope;
    this.notices = notices;
  }

  /** History is lost behind a position: where to go on, or null when the watcher is to stop. */
  private @Nullable StartPosition found(StartPosition position, @Nullable BsonTimestamp oldest) {
    Gap before = open;
    // Lost once more before it was passed: it is still one gap, from the first loss on.
    StartPosition lastSafe = before == null ? position : before.lastSafe();
    Gap gap = new Gap(options.name(), scope, lastSafe, lastSafe.clusterTime(), oldest);
    if (before == null) {
      notices.gap(gap);
    }
    StartPosition next = behind(oldest);
    open = next == null ? null : gap;
    return next;
  }

  /**
   * Sends a reader on behind lost history.
   *
   * @return false when the watcher is to stop
   */
  boolean jumped(Reader reader, Throwable cause, @Nullable BsonTimestamp oldest, long nowNanos) {
    StartPosition next = found(reader.position(), oldest);
    if (next != null) {
      reader.jumpTo(next, cause, nowNanos);
    }
    return next != null;
  }

  private @Nullable StartPosition behind(@Nullable BsonTimestamp oldest) {
    return switch (options.historyLost().from()) {
      case NOWHERE -> null;
      case NOW -> StartPosition.now();
      case OLDEST -> oldest == null ? null : StartPosition.at(oldest);
    };
  }

  /** A cursor is open at that position: the place of the gap before it, or null. */
  @Nullable GapBatch place(StartPosition opening) {
    Gap gap = open;
    open = null;
    return gap == null ? null : new GapBatch(gap, opening);
  }

  /** Work on a stretch has ended. */
  void worked(Stretch stretch) {
    passed(stretch.complete() ? stretch.gap() : null);
  }

  /** A gap has been passed, or none. */
  void passed(@Nullable Gap gap) {
    lostAfter = gap == null ? lostAfter : gap.lastSafe();
  }

  @Nullable StartPosition lostAfter() {
    return lostAfter;
  }
}
