package dev.mongostreams.failure;

import org.jspecify.annotations.Nullable;

/**
 * A handler threw. The watcher has stopped; the event it threw on does not count as handled and
 * comes again when a watcher resumes from {@link dev.mongostreams.WatcherStats#handledUpTo()}.
 */
public final class HandlerFailedException extends StreamsException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param explanation what happened, in four parts
   * @param cause what the driver or the handler said, or null
   */
  public HandlerFailedException(Explanation explanation, @Nullable Throwable cause) {
    super(explanation, cause);
  }
}
