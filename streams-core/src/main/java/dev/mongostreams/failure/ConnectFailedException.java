package dev.mongostreams.failure;

import org.jspecify.annotations.Nullable;

/**
 * No usable server answered in time: nothing listens, a name does not resolve, no member is
 * primary, or the set has another name. Nothing has been started; calling again is safe.
 */
public final class ConnectFailedException extends StreamsException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param explanation what happened, in four parts
   * @param cause what the driver or the handler said, or null
   */
  public ConnectFailedException(Explanation explanation, @Nullable Throwable cause) {
    super(explanation, cause);
  }
}
