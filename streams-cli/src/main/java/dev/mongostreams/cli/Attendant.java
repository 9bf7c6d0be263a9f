package dev.mongostreams.cli;

import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Stands by while a watcher hands its changes to somebody else. */
final class Attendant {
  /** Nothing wakes it when a watcher fails that has something in hand. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Watcher watcher;
  private final ConsoleNotices notices;
  private final Bulletin bulletin;
  private final Idleness idleness;

  /**
   * Makes one.
   *
   * @param idleTimeout after which it leaves when nothing has come; null for never
   */
  Attendant(
      Watcher watcher, ConsoleNotices notices, Bulletin bulletin, @Nullable Duration idleTimeout) {
    this.watcher = watcher;
    this.notices = notices;
    this.bulletin = bulletin;
    this.idleness = new Idleness(idleTimeout);
  }

  /** Runs until the idle time-out, a signal, or a watcher that has ended. */
  ExitCode run(Shutdown shutdown) throws InterruptedException {
    try {
      ExitCode requested = shutdown.requested();
      while (requested == null && !idleness.isTooLong()) {
        if (watcher.join(idleness.patience(bulletin.patience(LONGEST_WAIT)))) {
          return ExitCode.DONE;
        }
        WatcherStats stats = watcher.stats();
        endIfFailed(stats);
        idleness.look(stats, Instant.now());
        if (bulletin.isDue()) {
          bulletin.print(stats);
        }
        requested = shutdown.requested();
      }
      return requested == null ? ExitCode.DONE : requested;
    } catch (InterruptedException woken) {
      ExitCode requested = shutdown.requested();
      if (requested == null) {
        throw woken;
      }
      return requested;
    }
  }

  /**
   * One that has failed waits for what it has in hand as long as that takes, and a receiver that is
   * away may take for ever. Nobody should learn of the failure so late.
   */
  private void endIfFailed(WatcherStats stats) throws InterruptedException {
    Throwable failure = stats.failure();
    if (failure != null && stats.state() == WatcherState.DRAINING) {
      notices.failed(failure);
      watcher.stop();
      watcher.join(); // Throws why it failed.
    }
  }
}
