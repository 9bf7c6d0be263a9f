package dev.mongostreams.failure;

import org.jspecify.annotations.Nullable;

/**
 * The server is reachable, yet it keeps no oplog to stream from: it is a standalone, or a member of
 * a replica set that was never initiated. Nothing has been started; make it a replica set first.
 */
public final class NotReplicaSetException extends StreamsException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param explanation what happened, in four parts
   * @param cause what the driver or the handler said, or null
   */
  public NotReplicaSetException(Explanation explanation, @Nullable Throwable cause) {
    super(explanation, cause);
  }
}
