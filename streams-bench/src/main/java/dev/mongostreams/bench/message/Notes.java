package dev.mongostreams.bench.message;

import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.SlowHandler;

/** What is noted of a message: the number that it is, or how many bytes it has. */
final class Notes {
  private static final String BYTES = "bytes";
  private static final int DECIMAL = 10;

  private final Arrivals arrivals;
  private final boolean bytes;
  private final SlowHandler handler;

  /**
   * Makes notes.
   *
   * @param what {@code number} or {@code bytes}
   * @param handler of each message, before it is noted
   */
  Notes(Arrivals arrivals, String what, SlowHandler handler) {
    this.arrivals = arrivals;
    this.bytes = what.equals(BYTES);
    this.handler = handler;
  }

  void ready() {
    arrivals.note(Arrivals.READY);
  }

  /** Handles a message, and notes it; all are of ASCII. */
  void message(String text) {
    handler.handle();
    long now = System.nanoTime();
    arrivals.note(bytes ? text.length() : number(text), now);
  }

  /** The digits that a text begins with: what is behind them fills the message. */
  private static int number(String text) {
    int end = 0;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return Integer.parseInt(text, 0, end, DECIMAL);
  }
}
