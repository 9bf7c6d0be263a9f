package dev.mongostreams.demo.example;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The wish that a run ends, by a signal or by a test. Any thread may utter it. */
public final class Ending {
  private static final int INTERRUPTED = 130;

  private final CountDownLatch asked = new CountDownLatch(1);

  /** Creates an ending nobody has asked for yet. */
  public Ending() {}

  /** Asks for the end. Asking twice does nothing. */
  public void ask() {
    asked.countDown();
  }

  /**
   * Takes SIGINT and SIGTERM from now on: the first asks for the end, the second ends the program
   * as it is.
   */
  void onSignals() {
    Signals.on("INT", this::askOrExit);
    Signals.on("TERM", this::askOrExit);
  }

  /** Waits until somebody asks, for so long; true when somebody has. */
  boolean await(Duration limit) throws InterruptedException {
    return asked.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits until somebody asks. */
  void await() throws InterruptedException {
    asked.await();
  }

  private void askOrExit() {
    if (asked.getCount() == 0) {
      System.exit(INTERRUPTED);
    }
    ask();
  }
}
