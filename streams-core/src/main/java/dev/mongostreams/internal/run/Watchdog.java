package dev.mongostreams.internal.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Ends waits that the network will never answer. A read has no limit of its own, since a server may
 * scan for long; so after some silence the server is asked, over another connection, whether it is
 * at work on an answer. While it is, the wait goes on for ever.
 *
 * <p>An answer may be on its way when the server is done with it, and take its time: so the server
 * has to deny it several times in a row, twice as often each time that nothing came of giving up.
 *
 * <p>For any thread; {@link #run} is for one of its own.
 */
final class Watchdog implements Runnable {
  private static final int MOST_DOUBLINGS = 4;

  private final Patience patience;
  private final Runnable lost;

  private @Nullable Turn turn;
  private int givenUp;
  private boolean closed;

  /** One wait for the server. */
  static final class Turn {}

  /**
   * Makes a watchdog.
   *
   * @param lost told when a wait was given up
   */
  Watchdog(Patience patience, Runnable lost) {
    this.patience = patience;
    this.lost = lost;
  }

  /** A thread begins to wait for the server. */
  synchronized Turn begins() {
    Turn begun = new Turn();
    turn = begun;
    return begun;
  }

  /** The wait has ended; false when it was given up before, and what has come is nobody's. */
  synchronized boolean ends(Turn ended) {
    if (turn != ended) {
      return false;
    }
    turn = null;
    givenUp = 0;
    return true;
  }

  /** Nobody waits any more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  @Override
  public void run() {
    try {
      Turn seen = null;
      int denied = 0;
      while (!closedAfter(patience.silence())) {
        Turn now = current();
        denied = now == null || now != seen || patience.working().getAsBoolean() ? 0 : denied + 1;
        seen = now;
        if (now != null && denied >= denials() && giveUp(now)) {
          lost.run();
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Turn current() {
    return turn;
  }

  private synchronized int denials() {
    return patience.denials() << Math.min(givenUp, MOST_DOUBLINGS);
  }

  private synchronized boolean giveUp(Turn silent) {
    boolean still = turn == silent && !closed;
    if (still) {
      turn = null;
      givenUp++;
    }
    return still;
  }

  private synchronized boolean closedAfter(Duration pause) throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    for (long left = pause.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return closed;
  }
}
