package dev.mongostreams.bench.report;

/**
 * One drain, measured.
 *
 * @param reader label of the contender
 * @param handlerMicros what the handler burnt for each event
 * @param events how many came, all of them
 * @param nanos from before the cursor was opened until the last event was handled
 * @param cpuNanos of this process meanwhile, all threads
 * @param allocatedBytes by all threads of this process meanwhile
 */
public record Run(
    String reader, int handlerMicros, int events, long nanos, long cpuNanos, long allocatedBytes) {

  /** Events a second. */
  public double rate() {
    return events * 1e9 / nanos;
  }

  /** Bytes allocated for each event. */
  public double bytesPerEvent() {
    return (double) allocatedBytes / events;
  }

  /** Processor time of the client for each event. */
  public double cpuMicrosPerEvent() {
    return cpuNanos / 1e3 / events;
  }
}
