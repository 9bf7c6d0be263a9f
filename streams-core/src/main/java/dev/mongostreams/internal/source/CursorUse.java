package dev.mongostreams.internal.source;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Who has a cursor's session: nobody, the thread that reads, or nobody ever again. A session must
 * not be used by two threads at a time, so a cursor that is ended while it is being read is given
 * back by the reading thread, when its reply has come.
 */
final class CursorUse {
  private enum State {
    IDLE,
    READING,
    ENDED_WHILE_READING,
    ENDED
  }

  /** What whoever ends a cursor has to do. */
  enum Ending {
    /** Nobody reads: give the session back now. */
    RELEASE_NOW,
    /** A thread reads: it gives the session back. */
    LEFT_TO_READER,
    /** Somebody else has ended it before. */
    NOTHING
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

  /**
   * Takes the session for a read.
   *
   * @throws IllegalStateException when the cursor has been ended, or is being read
   */
  void beginRead() {
    if (!state.compareAndSet(State.IDLE, State.READING)) {
      throw new IllegalStateException("Cannot read a cursor that is " + state.get() + ".");
    }
  }

  /** Puts the session back; true when the cursor was ended meanwhile and must be released now. */
  boolean endRead() {
    return !state.compareAndSet(State.READING, State.IDLE)
        && state.compareAndSet(State.ENDED_WHILE_READING, State.ENDED);
  }

  /** Ends the cursor. */
  Ending end() {
    State before =
        state.getAndUpdate(
            now ->
                switch (now) {
                  case IDLE -> State.ENDED;
                  case READING -> State.ENDED_WHILE_READING;
                  default -> now;
                });
    return switch (before) {
      case IDLE -> Ending.RELEASE_NOW;
      case READING -> Ending.LEFT_TO_READER;
      default -> Ending.NOTHING;
    };
  }
}
