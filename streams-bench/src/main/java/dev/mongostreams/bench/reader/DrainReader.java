package dev.mongostreams.bench.reader;

/** Reads all events of a workload once. Of one use. */
public interface DrainReader extends AutoCloseable {

  /**
   * Opens a change stream at the start of the workload and takes each event to the tally, until it
   * is full.
   *
   * @throws IllegalStateException when that takes longer than {@link Workload#LIMIT}
   */
  void drain(Tally tally) throws InterruptedException;

  /**
   * Ends what a drain has left open. Apart from it, so that the threads of a drain are still there
   * when their allocation is read.
   */
  @Override
  void close();
}
