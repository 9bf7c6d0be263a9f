package dev.mongostreams.internal.watch;

import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherStats;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.Oplog;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a watcher stands, measured by what the server says: how far it is behind, whether anything
 * moves, and how much of the history is left. Whoever owns it holds the lock.
 */
final class Bearings {
  private final LagMeter lag = new LagMeter();
  private final Standstill standstill;
  private final HistoryGauge history;
  private final Notices notices;

  /** Whether the server is asked for something, and since when; null when it always was. */
  private boolean asking = true;

  private @Nullable Long askingNanos;

  /**
   * How far a watcher has come.
   *
   * @param read up to where it has read; null before the first cursor was open
   * @param handled up to where all is handled; null before the first cursor was open
   * @param saved up to where that is saved; null without a checkpoint, and before the first save
   */
  record Positions(
      @Nullable StartPosition read,
      @Nullable StartPosition handled,
      @Nullable StartPosition saved) {

    /** Where a later watcher would go on: what the server's history must still reach. */
    @Nullable StartPosition needed() {
      return saved == null ? handled : saved;
    }
  }

  Bearings(Duration stallAfter, Notices notices) {
    this.standstill = new Standstill(stallAfter, notices);
    this.history = new HistoryGauge();
    this.notices = notices;
  }

  /** A reply has come, and everything up to a position has been read. */
  void saw(Batch batch, StartPosition reached, long nowNanos) {
    lag.saw(batch, nowNanos);
    if (batch.size() == 0 && batch.end() == null) {
      // It does not tell how far the server has looked.
      standstill.interrupted();
    } else {
      standstill.answered(batch.size(), reached, lag.behind(reached), nowNanos);
    }
  }

  /** No reply is waited for: the cursor is lost, or the watcher pauses or goes on after it. */
  void interrupted() {
    standstill.interrupted();
  }

  /** The server was asked how far its history reaches; null where that may not be known. */
  void surveyed(Oplog.@Nullable Window window, Positions at, long nowNanos) {
    history.measured(window);
    Duration age = lag.lag(at.needed(), nowNanos);
    if (age != null && history.alarms(age)) {
      WatcherStats.History now = history.figures(age);
      if (now.window() != null && now.left() != null) {
        notices.historyLow(history.usedPercent(age), now.window(), now.left());
      }
    }
  }

  /** The server is asked for something now, or is not, as nothing is wanted of it. */
  void asks(boolean now, long nowNanos) {
    if (now && !asking) {
      askingNanos = nowNanos;
    }
    asking = now;
  }

  /** Tells whether no reply has come for so long while one was wanted. */
  boolean silentFor(Duration limit, long nowNanos) {
    long replied = lag.silentNanos(nowNanos);
    long silent = askingNanos == null ? replied : Math.min(replied, nowNanos - askingNanos);
    return silent >= limit.toNanos();
  }

  WatcherStats.Lag lag(Positions at, long nowNanos) {
    return new WatcherStats.Lag(
        lag.lag(at.read(), nowNanos),
        lag.lag(at.handled(), nowNanos),
        lag.lag(at.saved(), nowNanos));
  }

  WatcherStats.History history(Positions at, long nowNanos) {
    return history.figures(lag.lag(at.needed(), nowNanos));
  }

  /** How long nothing has moved, or null while something does. */
  @Nullable Duration standstill(long nowNanos) {
    return standstill.length(nowNanos);
  }
}
