package dev.mongostreams.failure;

import org.jspecify.annotations.Nullable;

/**
 * A dead letter could not be written, read or deleted: the disk is full, the file is somebody
 * else's, the database does not answer. A watcher that could not write one has stopped; the event
 * does not count as handled and comes again.
 */
public final class DeadLetterFailedException extends StreamsException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param explanation what happened, in four parts
   * @param cause what the disk or the driver said, or null
   */
  public DeadLetterFailedException(Explanation explanation, @Nullable Throwable cause) {
    super(explanation, cause);
  }
}
