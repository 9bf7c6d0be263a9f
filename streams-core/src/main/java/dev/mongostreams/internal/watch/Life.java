package dev.mongostreams.internal.watch;

import dev.mongostreams.WatcherState;
import dev.mongostreams.failure.StreamsException;
import org.jspecify.annotations.Nullable;

/**
 * Where a watcher is in its life, and what it may still do. Whoever owns it holds the lock; {@link
 * #halted} and {@link #resting} are asked without it.
 *
 * <p>The end comes in one of three ways: ended (read no more, hand over what is here), halted (hand
 * over nothing more), or failed, which is one of the two with a reason.
 */
final class Life {
  private WatcherState state = WatcherState.STARTING;
  private @Nullable StreamsException failure;
  private boolean reading = true;
  private volatile boolean paused;
  private volatile boolean halted;

  /** A cursor is open. */
  void opened() {
    state = paused ? WatcherState.PAUSED : WatcherState.RUNNING;
  }

  /** The server has ended the cursor. */
  void cut() {
    if (!paused) {
      state = WatcherState.RECONNECTING;
    }
  }

  /** The cursor is lost, or could not be opened. */
  void lost() {
    if (state == WatcherState.RUNNING) {
      state = WatcherState.RECONNECTING;
    }
  }

  /** Rests until it goes on. */
  void pause() {
    paused = true;
    state = WatcherState.PAUSED;
  }

  /** Goes on after a pause. */
  void resume(boolean cursorOpen) {
    paused = false;
    state = cursorOpen ? WatcherState.RUNNING : WatcherState.RECONNECTING;
  }

  /** Reads no more. */
  void end() {
    reading = false;
    paused = false;
  }

  /** Reads and hands over no more. */
  void halt() {
    halted = true;
    reading = false;
  }

  /** Has a reason to end; the first one counts. */
  void because(StreamsException why) {
    if (failure == null) {
      failure = why;
    }
  }

  /** Nothing is read any more, and something is still to be done. */
  void drain() {
    state = WatcherState.DRAINING;
  }

  /** It is over. */
  void over() {
    state = failure == null ? WatcherState.STOPPED : WatcherState.FAILED;
  }

  boolean reading() {
    return reading;
  }

  boolean paused() {
    return paused;
  }

  boolean halted() {
    return halted;
  }

  /** True while nothing is to be handed over. */
  boolean resting() {
    return halted || paused;
  }

  boolean isOver() {
    return state == WatcherState.STOPPED || state == WatcherState.FAILED;
  }

  WatcherState state() {
    return state;
  }

  @Nullable StreamsException failure() {
    return failure;
  }
}
