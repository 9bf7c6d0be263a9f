package dev.mongostreams.failure;

import org.jspecify.annotations.Nullable;

/**
 * Root of everything that can go wrong at run time. Unchecked. A bad argument is an {@link
 * IllegalArgumentException} and a call at the wrong time an {@link IllegalStateException} instead.
 *
 * <p>Thrown by calls that wait for a watcher; also kept in {@link
 * dev.mongostreams.Watcher#failure()} of a watcher that runs in the background.
 */
public class StreamsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message in its four parts. */
  private final Explanation explanation;

  /**
   * Creates the exception.
   *
   * @param explanation what happened, in four parts
   * @param cause what the driver or the handler said, or null
   */
  public StreamsException(Explanation explanation, @Nullable Throwable cause) {
    super(explanation.message(), cause);
    this.explanation = explanation;
  }

  /**
   * Returns the message in its four parts, for a user interface that lays them out.
   *
   * @return the explanation this exception was made with
   */
  public final Explanation explanation() {
    return explanation;
  }
}
