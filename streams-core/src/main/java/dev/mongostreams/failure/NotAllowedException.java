package dev.mongostreams.failure;

import org.jspecify.annotations.Nullable;

/**
 * The server knows who we are, or refuses to, and says no: wrong credentials (18) or a missing
 * right (13). Nothing is delivered; the message names the right that is needed.
 */
public final class NotAllowedException extends StreamsException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param explanation what happened, in four parts
   * @param cause what the driver or the handler said, or null
   */
  public NotAllowedException(Explanation explanation, @Nullable Throwable cause) {
    super(explanation, cause);
  }
}
