package dev.mongostreams.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps checkpoints for as long as the process lives: for tests, and to hand a stream over in it.
 * Usable by any thread.
 */
public final class MemoryCheckpointStore implements CheckpointStore {
  /** The generation of a name that nobody holds. */
  private static final long NOBODY = 0;

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicLong generations = new AtomicLong();

  /** Makes an empty store. */
  public MemoryCheckpointStore() {}

  private record Entry(long generation, @Nullable Checkpoint checkpoint) {}

  @Override
  public CheckpointSlot claim(String name) {
    CheckpointName.checked(name);
    long generation = generations.incrementAndGet();
    Entry mine = entries.merge(name, new Entry(generation, null), (was, now) -> claimed(was, now));
    return new Slot(name, generation, mine.checkpoint());
  }

  /** The newest claim holds the name, whichever of two gets here first. */
  private static Entry claimed(Entry was, Entry now) {
    return new Entry(Math.max(was.generation(), now.generation()), was.checkpoint());
  }

  @Override
  public @Nullable Checkpoint read(String name) {
    Entry entry = entries.get(CheckpointName.checked(name));
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
    Entry gone = entries.remove(CheckpointName.checked(name));
    return gone != null && gone.checkpoint() != null;
  }

  private final class Slot implements CheckpointSlot {
    private final String name;
    private final long generation;
    private final @Nullable Checkpoint loaded;
    private volatile boolean closed;

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
      Entry now =
          entries.computeIfPresent(
              name, (key, entry) -> mine(entry) ? new Entry(generation, checkpoint) : entry);
      if (now == null || !mine(now)) {
        throw closed ? StoreFailures.closed(name) : StoreFailures.fenced(name);
      }
    }

    @Override
    public void close() {
      closed = true;
      entries.computeIfPresent(
          name, (key, entry) -> mine(entry) ? new Entry(NOBODY, entry.checkpoint()) : entry);
    }

    private boolean mine(Entry entry) {
      return entry.generation() == generation;
    }
  }
}
