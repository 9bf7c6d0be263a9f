package dev.mongostreams.bench.reader;

/**
 * What a handler has seen: how many events, and a checksum over one field that depends on their
 * order, unless they were handled side by side. Burns time for each event if it is told to. For one
 * thread at a time, but for {@link #burn}.
 */
public final class Tally {
  private static final long PRIME = 1_000_003;

  private final int expected;
  private final long burnNanos;
  private int count;
  private int skipped;
  private long checksum;
  private boolean ordered = true;

  /** Makes a tally that is full after {@code expected} events. */
  public Tally(int expected, int handlerMicros) {
    this.expected = expected;
    this.burnNanos = handlerMicros * 1_000L;
  }

  /** Handles one event. */
  public void take(int field) {
    checksum = checksum * PRIME + field;
    count++;
    burn();
  }

  /** Counts events that nobody looked at. */
  public void skip(int events) {
    count += events;
    skipped += events;
  }

  /** Takes events that were handled side by side, {@link #burn} for each of them. */
  void takeUnordered(int events, long sum) {
    ordered = false;
    count += events;
    checksum = sum;
  }

  /** A spin and not a sleep: a handler that computes, on a core of its own if there is one. */
  void burn() {
    if (burnNanos == 0) {
      return;
    }
    long end = System.nanoTime() + burnNanos;
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  /** True when all events have come. */
  public boolean full() {
    return count >= expected;
  }

  /** How many events it waits for. */
  int expected() {
    return expected;
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
      sum = sum * (ordered ? PRIME : 1) + Workload.field(n);
    }
    return sum;
  }
}
