package dev.mongostreams.checkpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps checkpoints by name. Usable by any thread.
 *
 * <p>A name has 1 to 100 letters, digits, dots, dashes and underscores, and does not start with a
 * dot: any other is an {@link IllegalArgumentException}, in each store.
 *
 * <p>Each method may block, and throws {@link dev.mongostreams.failure.CheckpointFailedException}
 * when the store cannot do what it is asked.
 */
public interface CheckpointStore {

  /**
   * Takes a name for one writer. Whoever held it before can save no more; a store that can tell
   * that the holder lives may refuse the claim instead.
   *
   * @param name of the checkpoint
   * @return the slot; close it when done
   */
  CheckpointSlot claim(String name);

  /**
   * Reads a checkpoint without taking it.
   *
   * @param name of the checkpoint
   * @return the checkpoint, or null when there is none
   */
  @Nullable Checkpoint read(String name);

  /**
   * Lists what there is.
   *
   * @return the names, in order
   */
  List<String> names();

  /**
   * Forgets a checkpoint, and refuses the saves of whoever holds it; a store that can tell that the
   * holder lives may refuse the deletion instead. What it cannot read it does not delete.
   *
   * @param name of the checkpoint
   * @return false when there was none
   */
  boolean delete(String name);
}
