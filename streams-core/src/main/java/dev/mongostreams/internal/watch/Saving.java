package dev.mongostreams.internal.watch;

import dev.mongostreams.StartPosition;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.internal.checkpoint.CheckpointWriter;
import dev.mongostreams.internal.checkpoint.SaveStep;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Saves the floor of what is in flight, and says how far events may run ahead of it. Whoever owns
 * it holds the lock.
 */
final class Saving {
  /** Events come before positions for a sink, so this only bounds its sleep. */
  private static final long SINK_NANOS = 1_000_000_000;

  private final boolean sink;
  private final Duration drainTimeout;
  private final CheckpointWriter writer;
  private final InFlight inFlight;
  private final Gaps gaps;
  private final Notices notices;

  /** Until when the last save is tried again after the end; null before a try has failed. */
  private @Nullable Long lastTryNanos;

  Saving(
      WatchOptions options,
      @Nullable StartPosition saved,
      RandomGenerator random,
      InFlight inFlight,
      Gaps gaps,
      Notices notices) {
    this.sink = options.sink();
    this.drainTimeout = options.drainTimeout();
    this.writer = new CheckpointWriter(options.cadence(), options.maxUnsaved() / 2, saved, random);
    this.inFlight = inFlight;
    this.gaps = gaps;
    this.notices = notices;
  }

  /** Tells whether events may be handed out: none before the first position is saved. */
  boolean open() {
    return writer.open();
  }

  /** How many events a crash would not bring again, or are handled when nothing is saved. */
  long below() {
    return writer.keeps() ? writer.savedEvents() : inFlight.events();
  }

  /**
   * What to do now.
   *
   * @param ending true when nothing more will be handled
   */
  SaveStep step(boolean ending, long nowNanos) {
    return alone()
        ? writer.step(inFlight.floor(), gaps.lostAfter(), inFlight.events(), ending, nowNanos)
        : new SaveStep.Wait(nowNanos + SINK_NANOS);
  }

  /**
   * A sink that keeps the position is given one without events only before the first event, and
   * when all that it was given is finished: it may have stored more than it could tell.
   */
  private boolean alone() {
    return !sink || inFlight.settled() || !writer.open();
  }

  /** Tells whether a save is due that nobody may be waiting for. */
  boolean wanted(boolean reading) {
    return writer.keeps() && (!reading || writer.urgent(inFlight.events()));
  }

  /** Tells whether the last position is still to be saved. */
  boolean owes() {
    return alone() && writer.owes(inFlight.floor());
  }

  void saved(long nowNanos) {
    writer.saved(nowNanos);
  }

  /** A sink has stored the position with the effect of the events below it. */
  void kept(StartPosition position, long nowNanos) {
    writer.kept(position, inFlight.events(), nowNanos);
  }

  /**
   * A save has failed. While the watcher lives it is tried again for ever, and behind its end for
   * the drain timeout: a store that has gone must not keep it from ending.
   */
  void failed(StreamsException cause, boolean ending, long nowNanos) {
    notices.saveFailed(writer.failures() + 1, writer.failed(nowNanos), cause);
    if (ending && lastTryNanos == null) {
      lastTryNanos = nowNanos + drainTimeout.toNanos();
    }
    if (ending && lastTryNanos != null && nowNanos - lastTryNanos >= 0) {
      end();
    }
  }

  /** What was in hand has been given up. A sink may still store the effect of it, or not. */
  void abandon() {
    if (sink) {
      end();
    }
  }

  /** Saves nothing more. */
  void end() {
    writer.end();
  }

  @Nullable StartPosition position() {
    return writer.savedPosition();
  }
}
