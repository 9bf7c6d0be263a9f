package dev.mongostreams.tests.simulation;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.checkpoint.CheckpointSlot;
import dev.mongostreams.checkpoint.MemoryCheckpointStore;
import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.handler.PositionKeepingHandler;
import dev.mongostreams.testkit.script.ScriptedHistory;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A store that fails to save as often as a seed says, and never loses what it saved. As a sink it
 * stores the effect of events with their position, and fails before that or right behind it.
 */
final class FlakyStore implements PositionKeepingHandler {
  private final MemoryCheckpointStore store = new MemoryCheckpointStore();
  private final ScriptedHistory history;
  private final Ledger ledger;
  private final Random random;
  private final double rate;
  private int failures;
  private int unknown;

  FlakyStore(ScriptedHistory history, Ledger ledger, Random random) {
    this.history = history;
    this.ledger = ledger;
    this.random = random;
    this.rate = random.nextInt(4) * 0.2;
  }

  int failures() {
    return failures;
  }

  /** How often it has stored something and said that it had not. */
  int unknown() {
    return unknown;
  }

  @Override
  public Slot claim(String name) {
    return new FlakySlot(store.claim(name), name);
  }

  private final class FlakySlot implements Slot {
    private final CheckpointSlot slot;
    private final String name;

    FlakySlot(CheckpointSlot slot, String name) {
      this.slot = slot;
      this.name = name;
    }

    @Override
    public @Nullable Checkpoint loaded() {
      return slot.loaded();
    }

    @Override
    public void save(Checkpoint checkpoint) {
      mayFail(name);
      slot.save(checkpoint);
    }

    @Override
    public void handle(List<ChangeEvent> changes, Checkpoint behind) {
      mayFail(name);
      Checkpoint stored = store.read(name);
      if (stored != null && reached(stored, behind)) {
        return;
      }
      slot.save(behind);
      changes.forEach(ledger::handled);
      ledger.saved(behind.position());
      if (random.nextDouble() < rate) {
        unknown++;
        throw new IllegalStateException("It is not known whether it was stored.");
      }
    }

    private boolean reached(Checkpoint stored, Checkpoint behind) {
      int there = history.place(stored.position());
      int wanted = history.place(behind.position());
      return there > wanted
          || (there == wanted
              && ScriptedHistory.fragment(stored.position())
                  >= ScriptedHistory.fragment(behind.position()));
    }

    @Override
    public void close() {
      slot.close();
    }
  }

  private void mayFail(String name) {
    if (random.nextDouble() < rate) {
      failures++;
      throw new CheckpointFailedException(
          new Explanation("Cannot save", name, "it is simulated", "Wait."), null);
    }
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
