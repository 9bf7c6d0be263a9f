package dev.mongostreams.failure;

/**
 * The name of a checkpoint was taken by another watcher, or its checkpoint was deleted, while this
 * one was running. This one has stopped and saves no more, so that it cannot move the other's
 * position; what it handled since its last save comes again there.
 */
public final class CheckpointFencedException extends StreamsException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param explanation what happened, in four parts
   */
  public CheckpointFencedException(Explanation explanation) {
    super(explanation, null);
  }
}
