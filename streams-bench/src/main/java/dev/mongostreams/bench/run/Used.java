package dev.mongostreams.bench.run;

import dev.mongostreams.bench.lap.Answer;

/**
 * What the events of a drain, or of several, took.
 *
 * @param events how many came, all of them
 * @param nanos how long it took
 * @param cpuNanos of this process meanwhile, all threads
 * @param allocatedBytes by all threads of this process meanwhile
 */
public record Used(int events, long nanos, long cpuNanos, long allocatedBytes) {

  /** Both, one after the other. */
  Used plus(Used other) {
    return new Used(
        events + other.events,
        nanos + other.nanos,
        cpuNanos + other.cpuNanos,
        allocatedBytes + other.allocatedBytes);
  }

  /** Adds the figures that a lap tells of a drain. */
  public Answer tell(Answer answer) {
    return answer
        .figure("rate", events * 1e9 / nanos)
        .figure("bytesPerEvent", (double) allocatedBytes / events)
        .figure("cpuMicrosPerEvent", cpuNanos / 1e3 / events);
  }
}
