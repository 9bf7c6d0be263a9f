package dev.mongostreams.checkpoint;

import org.jspecify.annotations.Nullable;

/** One name of a store, held by one writer. For one thread at a time. */
public interface CheckpointSlot extends AutoCloseable {

  /**
   * Returns what was saved when the slot was taken.
   *
   * @return the checkpoint, or null when there was none
   */
  @Nullable Checkpoint loaded();

  /**
   * Saves, in place of what was saved before. On return it outlives a crash, as far as the store
   * can promise.
   *
   * @param checkpoint what to save
   * @throws dev.mongostreams.failure.CheckpointFencedException when the slot belongs to somebody
   *     else by now, or was closed: saving again is useless
   * @throws dev.mongostreams.failure.CheckpointFailedException when it could not be saved: what was
   *     saved before still is, and saving again may work
   */
  void save(Checkpoint checkpoint);

  /** Gives the name back. What was saved stays. */
  @Override
  void close();
}
