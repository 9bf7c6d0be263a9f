package dev.mongostreams.bench.message;

import dev.mongostreams.bench.lap.Arrivals;

/** What is noted of a message: the number that it is, or how many bytes it has. */
final class Notes {
  private static final String BYTES = "bytes";

  private final Arrivals arrivals;
  private final boolean bytes;

  /**
   * Makes notes.
   *
   * @param what {@code number} or {@code bytes}
   */
  Notes(Arrivals arrivals, String what) {
    this.arrivals = arrivals;
    this.bytes = what.equals(BYTES);
  }

  void ready() {
    arrivals.note(Arrivals.READY);
  }

  /** Notes a message, now; all are of ASCII. */
  void message(String text) {
    long now = System.nanoTime();
    arrivals.note(bytes ? text.length() : Long.parseLong(text), now);
  }
}
