package dev.mongostreams.cli;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeQueue;
import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import dev.mongostreams.cli.checkpoint.Words;
import dev.mongostreams.cli.output.LineSink;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries events from the queue to the sink: takes what is there, writes it in one piece, and only
 * then takes more, so that an event counts as handled when it has been written. Never waits for
 * more to come before it writes.
 */
final class Pump {
  private static final int MOST_AT_ONCE = 1024;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final ChangeQueue queue;
  private final LineSink sink;
  private final Consumer<ChangeEvent> writer;
  private final ConsoleNotices notices;
  private final List<ChangeEvent> batch = new ArrayList<>();

  private long left = Long.MAX_VALUE;
  private @Nullable Duration idleTimeout;
  private @Nullable Duration statsEvery;
  private long lastEventNanos = System.nanoTime();
  private long lastStatsNanos = System.nanoTime();

  Pump(ChangeQueue queue, LineSink sink, Consumer<ChangeEvent> writer, ConsoleNotices notices) {
    this.queue = queue;
    this.sink = sink;
    this.writer = writer;
    this.notices = notices;
  }

  Pump limit(@Nullable Long events) {
    left = events == null ? Long.MAX_VALUE : events;
    return this;
  }

  Pump idleTimeout(@Nullable Duration timeout) {
    idleTimeout = timeout;
    return this;
  }

  Pump statsEvery(@Nullable Duration period) {
    statsEvery = period;
    return this;
  }

  /** Runs until the limit, the idle time-out, a signal, or a reader that has gone. */
  ExitCode run(Shutdown shutdown) throws InterruptedException {
    try {
      while (left > 0 && !idleTooLong()) {
        ExitCode requested = shutdown.requested();
        if (requested != null) {
          return drain(requested);
        }
        if (!take() || !write()) {
          return ExitCode.DONE;
        }
        printStats();
      }
      return ExitCode.DONE;
    } catch (InterruptedException woken) {
      ExitCode requested = shutdown.requested();
      if (requested == null) {
        throw woken;
      }
      return drain(requested);
    }
  }

  /** Takes what is there, or waits for one event; false when the watcher was stopped. */
  private boolean take() throws InterruptedException {
    batch.clear();
    if (queue.drainTo(batch, (int) Math.min(MOST_AT_ONCE, left)) == 0) {
      ChangeEvent event = queue.poll(patience());
      if (event != null) {
        batch.add(event);
      } else if (Thread.interrupted()) {
        throw new InterruptedException();
      } else {
        return queue.watcher().state() != WatcherState.STOPPED;
      }
    }
    return true;
  }

  /** Writes what was taken; false when nobody reads any more, and then it is not handled. */
  private boolean write() {
    if (!batch.isEmpty()) {
      lastEventNanos = System.nanoTime();
      left -= batch.size();
      batch.forEach(writer);
    }
    boolean read = sink.flush();
    if (read) {
      queue.acknowledge();
    }
    return read;
  }

  /** Writes what has been read by now. */
  private ExitCode drain(ExitCode requested) {
    for (int here = queue.size(); here > 0 && left > 0; here -= batch.size()) {
      batch.clear();
      if (queue.drainTo(batch, (int) Math.min(here, Math.min(MOST_AT_ONCE, left))) == 0
          || !write()) {
        break;
      }
    }
    return requested;
  }

  private Duration patience() {
    Duration wait = LONGEST_WAIT;
    if (idleTimeout != null) {
      wait = shorter(wait, idleTimeout, lastEventNanos);
    }
    return statsEvery == null ? wait : shorter(wait, statsEvery, lastStatsNanos);
  }

  private static Duration shorter(Duration wait, Duration period, long sinceNanos) {
    long nanos = Math.max(0, period.toNanos() - (System.nanoTime() - sinceNanos));
    return nanos < wait.toNanos() ? Duration.ofNanos(nanos) : wait;
  }

  private boolean idleTooLong() {
    return idleTimeout != null && System.nanoTime() - lastEventNanos >= idleTimeout.toNanos();
  }

  private void printStats() {
    if (statsEvery != null && System.nanoTime() - lastStatsNanos >= statsEvery.toNanos()) {
      lastStatsNanos = System.nanoTime();
      WatcherStats stats = queue.watcher().stats();
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
