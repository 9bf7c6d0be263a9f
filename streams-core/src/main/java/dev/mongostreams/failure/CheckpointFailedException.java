package dev.mongostreams.failure;

import org.jspecify.annotations.Nullable;

/**
 * A checkpoint could not be read, claimed or saved: the disk is full, the file is torn or somebody
 * else's, the database does not answer, or the checkpoint belongs to another stream. Nothing was
 * overwritten. When it is thrown at the start, nothing was started; a running watcher keeps trying
 * to save and never claims progress that is not saved.
 */
public final class CheckpointFailedException extends StreamsException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param explanation what happened, in four parts
   * @param cause what the store or the driver said, or null
   */
  public CheckpointFailedException(Explanation explanation, @Nullable Throwable cause) {
    super(explanation, cause);
  }
}
