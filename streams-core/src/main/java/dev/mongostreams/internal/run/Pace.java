package dev.mongostreams.internal.run;

/**
 * How long the handler takes for an event. A slow one is believed at once, a quick one only after a
 * while. Written by whoever handles, read by the thread that reads.
 */
final class Pace {
  /** Before anything is known: a handler that asks a database. */
  private static final long FIRST_NANOS = 1_000_000;

  /** As long as it takes to wake a thread, on a machine that has other things to do. */
  private static final long BRIEF_NANOS = 100_000;

  private static final int WEIGHT = 8;

  private volatile long eventNanos = FIRST_NANOS;

  /** So many events took so long together. */
  void handled(int events, long nanos) {
    if (events > 0) {
      long now = nanos / events;
      long before = eventNanos;
      eventNanos = now > before ? now : before - (before - now) / WEIGHT;
    }
  }

  /** True when so many events will be handled before another thread would have been woken. */
  boolean isBrief(int events) {
    return events * eventNanos <= BRIEF_NANOS;
  }
}
