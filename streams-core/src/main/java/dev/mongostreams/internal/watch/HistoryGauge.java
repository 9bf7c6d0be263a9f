package dev.mongostreams.internal.watch;

import dev.mongostreams.WatcherStats;
import dev.mongostreams.internal.source.Oplog;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much of the server's history a position has behind it, and when to say that little is left:
 * once at each threshold, and again only after the position has come back well below it. Whoever
 * owns it holds the lock.
 */
final class HistoryGauge {
  private static final int FIRST_PERCENT = 50;
  private static final int SECOND_PERCENT = 80;
  private static final int SLACK_PERCENT = 5;

  private @Nullable Duration window;

  /** The highest threshold that has been told and not been left since; 0 for none. */
  private int toldPercent;

  /** The server was asked. */
  void measured(Oplog.@Nullable Window now) {
    window = now == null ? null : now.span();
  }

  /**
   * Tells whether a threshold is passed that has not been told; asking counts as telling.
   *
   * @param age of the position
   */
  boolean alarms(Duration age) {
    int used = usedPercent(age);
    int passed = passed(used);
    if (passed > toldPercent) {
      toldPercent = passed;
      return true;
    }
    toldPercent = Math.min(toldPercent, passed(used + SLACK_PERCENT));
    return false;
  }

  private static int passed(int percent) {
    return percent >= SECOND_PERCENT
        ? SECOND_PERCENT
        : percent >= FIRST_PERCENT ? FIRST_PERCENT : 0;
  }

  /** The part of the window that lies behind the position, from 0 to 100; 0 when none is known. */
  int usedPercent(Duration age) {
    Duration span = window;
    if (span == null) {
      return 0;
    }
    return (int) Math.min(100, age.toSeconds() * 100 / span.toSeconds());
  }

  /**
   * What is known.
   *
   * @param age of the position, or null
   */
  WatcherStats.History figures(@Nullable Duration age) {
    Duration span = window;
    if (span == null || age == null) {
      return new WatcherStats.History(span, null);
    }
    Duration left = span.minus(age);
    return new WatcherStats.History(span, left.isNegative() ? Duration.ZERO : left);
  }
}
