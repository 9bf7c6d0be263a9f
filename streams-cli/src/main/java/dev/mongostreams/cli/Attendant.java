package dev.mongostreams.cli;

import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherStats;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Stands by while a watcher hands its changes to somebody else. */
final class Attendant {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Watcher watcher;
  private final Bulletin bulletin;
  private final @Nullable Duration idleTimeout;
  private long events;
  private long lastEventNanos = System.nanoTime();

  /**
   * Makes one.
   *
   * @param idleTimeout after which it leaves when nothing has come; null for never
   */
  Attendant(Watcher watcher, Bulletin bulletin, @Nullable Duration idleTimeout) {
    this.watcher = watcher;
    this.bulletin = bulletin;
    this.idleTimeout = idleTimeout;
  }

  /** Runs until the idle time-out, a signal, or a watcher that has ended. */
  ExitCode run(Shutdown shutdown) throws InterruptedException {
    try {
      ExitCode requested = shutdown.requested();
      while (requested == null && !idleTooLong()) {
        if (watcher.join(patience())) {
          return ExitCode.DONE;
        }
        if (bulletin.isDue()) {
          bulletin.print(watcher.stats());
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

  private Duration patience() {
    Duration wait = bulletin.patience(LONGEST_WAIT);
    return idleTimeout == null ? wait : Bulletin.shorter(wait, idleTimeout, lastEventNanos);
  }

  /** What is still being delivered has come. */
  private boolean idleTooLong() {
    WatcherStats stats = watcher.stats();
    if (stats.events() != events || stats.bytesInFlight() > 0) {
      events = stats.events();
      lastEventNanos = System.nanoTime();
    }
    return idleTimeout != null && System.nanoTime() - lastEventNanos >= idleTimeout.toNanos();
  }
}
