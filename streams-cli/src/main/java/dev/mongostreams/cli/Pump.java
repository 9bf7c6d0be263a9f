package dev.mongostreams.cli;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeQueue;
import dev.mongostreams.WatcherState;
import dev.mongostreams.cli.output.LineSink;
import java.time.Duration;
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
  private final Bulletin bulletin;
  private final List<ChangeEvent> batch = new ArrayList<>();

  private long left = Long.MAX_VALUE;
  private Idleness idleness = new Idleness(null);

  Pump(ChangeQueue queue, LineSink sink, Consumer<ChangeEvent> writer, Bulletin bulletin) {
    this.queue = queue;
    this.sink = sink;
    this.writer = writer;
    this.bulletin = bulletin;
  }

  Pump limit(@Nullable Long events) {
    left = events == null ? Long.MAX_VALUE : events;
    return this;
  }

  Pump idleTimeout(@Nullable Duration timeout) {
    idleness = new Idleness(timeout);
    return this;
  }

  /** Runs until the limit, the idle time-out, a signal, or a reader that has gone. */
  ExitCode run(Shutdown shutdown) throws InterruptedException {
    try {
      while (left > 0 && !idleness.isTooLong()) {
        ExitCode requested = shutdown.requested();
        if (requested != null) {
          return drain(requested);
        }
        if (!take() || !write()) {
          return ExitCode.DONE;
        }
        if (bulletin.isDue()) {
          bulletin.print(queue.watcher().stats());
        }
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
      ChangeEvent event = queue.poll(idleness.patience(bulletin.patience(LONGEST_WAIT)));
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
      idleness.ended();
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
}
