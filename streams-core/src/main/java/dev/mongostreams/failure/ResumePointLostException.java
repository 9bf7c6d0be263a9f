package dev.mongostreams.failure;

import org.jspecify.annotations.Nullable;

/**
 * The position a watcher was to go on from is no longer in the history of the server, so events are
 * provably lost. The watcher has stopped and skipped nothing; the reader decides where to start
 * anew.
 */
public final class ResumePointLostException extends StreamsException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param explanation what happened, in four parts
   * @param cause what the driver or the handler said, or null
   */
  public ResumePointLostException(Explanation explanation, @Nullable Throwable cause) {
    super(explanation, cause);
  }
}
