package dev.mongostreams.bench.message;

import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.SlowHandler;
import java.util.concurrent.atomic.AtomicInteger;

/** Notes of each message, with the time, the number that it is, or how many bytes it has. */
final class ArrivalNotes implements Notes {
  private static final String BYTES = "bytes";

  private final Arrivals arrivals;
  private final boolean bytes;
  private final SlowHandler handler;
  private final AtomicInteger starting;

  /**
   * Makes notes.
   *
   * @param what {@code number} or {@code bytes}
   * @param handler of each message, before it is noted
   * @param listeners how many have to be ready
   */
  ArrivalNotes(Arrivals arrivals, String what, SlowHandler handler, int listeners) {
    this.arrivals = arrivals;
    this.bytes = what.equals(BYTES);
    this.handler = handler;
    this.starting = new AtomicInteger(listeners);
  }

  @Override
  public void ready() {
    // Who was cut off is ready once more.
    if (starting.decrementAndGet() <= 0) {
      arrivals.note(Arrivals.READY);
    }
  }

  @Override
  public void message(String text) {
    handler.handle();
    long now = System.nanoTime();
    arrivals.note(bytes ? text.length() : Notes.number(text), now);
  }
}
