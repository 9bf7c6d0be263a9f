package dev.mongostreams.audit;

import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.StreamsException;
import org.jspecify.annotations.Nullable;

/**
 * The audit collection does not take rows: it is capped, or the server refuses a row for another
 * reason than that it is there already. Thrown by the call that was to set the watcher up, or by
 * the handler, to which {@link dev.mongostreams.WatcherBuilder#onFailure} applies; nothing counts
 * as handled that is not in the log.
 */
public final class AuditFailedException extends StreamsException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param explanation what happened, in four parts
   * @param cause what the driver said, or null
   */
  public AuditFailedException(Explanation explanation, @Nullable Throwable cause) {
    super(explanation, cause);
  }
}
