package dev.mongostreams.tests.simulation;

import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.checkpoint.CheckpointSlot;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.checkpoint.MemoryCheckpointStore;
import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.failure.Explanation;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A store that fails to save as often as a seed says, and never loses what it saved. */
final class FlakyStore implements CheckpointStore {
  private final MemoryCheckpointStore store = new MemoryCheckpointStore();
  private final Random random;
  private final double rate;
  private int failures;

  FlakyStore(Random random) {
    this.random = random;
    this.rate = random.nextInt(4) * 0.2;
  }

  int failures() {
    return failures;
  }

  @Override
  public CheckpointSlot claim(String name) {
    CheckpointSlot slot = store.claim(name);
    return new CheckpointSlot() {
      @Override
      public @Nullable Checkpoint loaded() {
        return slot.loaded();
      }

      @Override
      public void save(Checkpoint checkpoint) {
        if (random.nextDouble() < rate) {
          failures++;
          throw new CheckpointFailedException(
              new Explanation("Cannot save", name, "it is simulated", "Wait."), null);
        }
        slot.save(checkpoint);
      }

      @Override
      public void close() {
        slot.close();
      }
    };
  }

  @Override
  public @Nullable Checkpoint read(String name) {
    return store.read(name);
  }

  @Override
  public List<String> names() {
    return store.names();
  }

  @Override
  public boolean delete(String name) {
    return store.delete(name);
  }
}
