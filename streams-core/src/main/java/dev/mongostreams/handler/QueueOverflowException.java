package dev.mongostreams.handler;

import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.StreamsException;
import org.jspecify.annotations.Nullable;

/**
 * More changes came than a queue has space for, and it is one that fails then ({@link
 * Overflow#FAIL}). What waits in it can still be taken; what had no space comes again when a
 * watcher resumes from {@link dev.mongostreams.WatcherStats#handledUpTo()}.
 */
public final class QueueOverflowException extends StreamsException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param explanation what happened, in four parts
   * @param cause what the driver or the handler said, or null
   */
  public QueueOverflowException(Explanation explanation, @Nullable Throwable cause) {
    super(explanation, cause);
  }
}
