package dev.mongostreams.failure;

import org.jspecify.annotations.Nullable;

/**
 * The server understood the stream that was asked for and refuses it: a stage it does not allow, a
 * pipeline that removes the resume token, a token that is not one, a view. The watcher has stopped;
 * the same request will fail again until it is changed.
 */
public final class StreamRefusedException extends StreamsException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param explanation what happened, in four parts
   * @param cause what the driver or the handler said, or null
   */
  public StreamRefusedException(Explanation explanation, @Nullable Throwable cause) {
    super(explanation, cause);
  }
}
