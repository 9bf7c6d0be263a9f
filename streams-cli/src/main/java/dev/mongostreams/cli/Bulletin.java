package dev.mongostreams.cli;

import dev.mongostreams.WatcherStats;
import dev.mongostreams.cli.checkpoint.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Prints figures of a watcher to stderr, every so often. For one thread. */
final class Bulletin {
  private final ConsoleNotices notices;
  private final @Nullable Duration every;
  private long lastNanos = System.nanoTime();

  /**
   * Makes one.
   *
   * @param every how often; null for never
   */
  Bulletin(ConsoleNotices notices, @Nullable Duration every) {
    this.notices = notices;
    this.every = every;
  }

  /** How long somebody may wait who wants to wait so long. */
  Duration patience(Duration wait) {
    return every == null ? wait : shorter(wait, every, System.nanoTime() - lastNanos);
  }

  /** The wait, or what is left of a period when that is shorter. */
  static Duration shorter(Duration wait, Duration period, long passedNanos) {
    long nanos = Math.max(0, period.toNanos() - passedNanos);
    return nanos < wait.toNanos() ? Duration.ofNanos(nanos) : wait;
  }

  /** True when it is time. */
  boolean isDue() {
    return every != null && System.nanoTime() - lastNanos >= every.toNanos();
  }

  void print(WatcherStats stats) {
    lastNanos = System.nanoTime();
    notices.say(
        "stats: "
            + stats.state()
            + ", "
            + stats.events()
            + " events "
            + stats.operations()
            + ", "
            + stats.errors()
            + " errors, "
            + stats.reopens()
            + " reopens, "
            + stats.gaps()
            + " gaps"
            + behind(stats.lag().handled())
            + left(stats.history().left())
            + standing(stats.stalledSince()));
  }

  private static String behind(@Nullable Duration lag) {
    return lag == null ? "" : ", " + lag.toSeconds() + " s behind";
  }

  private static String left(@Nullable Duration history) {
    return history == null ? "" : ", " + Words.duration(history) + " of history left";
  }

  private static String standing(@Nullable Instant since) {
    return since == null ? "" : ", no progress since " + since.truncatedTo(ChronoUnit.SECONDS);
  }
}
