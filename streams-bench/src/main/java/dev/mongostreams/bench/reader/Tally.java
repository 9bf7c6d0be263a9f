package dev.mongostreams.bench.reader;

/**
 * What a handler has seen: how many events, and a checksum over one field that depends on their
 * order. Burns time for each event if it is told to. For one thread at a time.
 */
public final class Tally {
  private static final long PRIME = 1_000_003;

  private final int expected;
  private final long burnNanos;
  private int count;
  private int skipped;
  private long checksum;

  /** Makes a tally that is full after {@code expected} events. */
  public Tally(int expected, int handlerMicros) {
    this.expected = expected;
    this.burnNanos = handlerMicros * 1_000L;
  }

  /** Handles one event. */
  public void take(int field) {
    checksum = checksum * PRIME + field;
    count++;
    if (burnNanos > 0) {
      burn();
    }
  }

  /** Counts events that nobody looked at. */
  public void skip(int events) {
    count += events;
    skipped += events;
  }

  /** A spin and not a sleep: a handler that computes, on a core of its own if there is one. */
  private void burn() {
    long end = System.nanoTime() + burnNanos;
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  /** True when all events have come. */
  public boolean full() {
    return count >= expected;
  }

  /** How many events have come. */
  public int count() {
    return count;
  }

  /**
   * Says what is wrong with what came: too many or too few events, or others than expected.
   *
   * @return empty when all is well
   */
  public String fault() {
    if (count != expected) {
      return count + " events instead of " + expected;
    }
    return skipped == count || checksum == expectedChecksum()
        ? ""
        : "other events, or another order";
  }

  private long expectedChecksum() {
    long sum = 0;
    for (int n = 0; n < expected; n++) {
      sum = sum * PRIME + Workload.field(n);
    }
    return sum;
  }
}
