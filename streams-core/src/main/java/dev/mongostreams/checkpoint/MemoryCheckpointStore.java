package dev.mongostreams.checkpoint;

import dev.mongostreams.failure.CheckpointFencedException;
import dev.mongostreams.failure.Explanation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps checkpoints for as long as the process lives: for tests, and to hand a stream over in it.
 */
public final class MemoryCheckpointStore implements CheckpointStore {
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicLong generations = new AtomicLong();

  /** Makes an empty store. */
  public MemoryCheckpointStore() {}

  private record Entry(long generation, @Nullable Checkpoint checkpoint) {}

  @Override
  public CheckpointSlot claim(String name) {
    long generation = generations.incrementAndGet();
    Checkpoint loaded = read(name);
    entries.put(name, new Entry(generation, loaded));
    return new Slot(name, generation, loaded);
  }

  @Override
  public @Nullable Checkpoint read(String name) {
    Entry entry = entries.get(name);
    return entry == null ? null : entry.checkpoint();
  }

  @Override
  public List<String> names() {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().checkpoint() != null)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  @Override
  public boolean delete(String name) {
    Entry gone = entries.remove(name);
    return gone != null && gone.checkpoint() != null;
  }

  private final class Slot implements CheckpointSlot {
    private final String name;
    private final long generation;
    private final @Nullable Checkpoint loaded;

    Slot(String name, long generation, @Nullable Checkpoint loaded) {
      this.name = name;
      this.generation = generation;
      this.loaded = loaded;
    }

    @Override
    public @Nullable Checkpoint loaded() {
      return loaded;
    }

    @Override
    public void save(Checkpoint checkpoint) {
      Entry mine =
          entries.computeIfPresent(
              name,
              (key, entry) ->
                  entry.generation() == generation ? new Entry(generation, checkpoint) : entry);
      if (mine == null || mine.generation() != generation) {
        throw fenced(name);
      }
    }

    @Override
    public void close() {}
  }

  static CheckpointFencedException fenced(String name) {
    return new CheckpointFencedException(
        new Explanation(
            "Cannot save the checkpoint",
            name,
            "another watcher has taken this name, or it was deleted",
            "Run one watcher for a name; the other one goes on from the position it found."));
  }
}
