package dev.mongostreams.checkpoint;

final class MemoryCheckpointStoreTest extends CheckpointStoreContract {
  private final MemoryCheckpointStore store = new MemoryCheckpointStore();

  @Override
  protected CheckpointStore store() {
    return store;
  }

  @Override
  protected CheckpointStore sameStore() {
    return store;
  }
}
