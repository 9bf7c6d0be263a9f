package dev.mongostreams.internal.checkpoint;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.checkpoint.CheckpointIdentity;
import dev.mongostreams.checkpoint.CheckpointSlot;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.handler.PositionKeepingHandler;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint of one watcher, held from its start to its end. For one thread at a time; blocks
 * for as long as the store does.
 */
public final class Keeping implements AutoCloseable {
  private final CheckpointSlot slot;
  private final CheckpointIdentity identity;
  private @Nullable Checkpoint newest;

  private Keeping(CheckpointSlot slot, CheckpointIdentity identity) {
    this.slot = slot;
    this.identity = identity;
    this.newest = slot.loaded();
  }

  /**
   * Takes the name, and refuses a position that belongs to another stream.
   *
   * @param identity of the stream that goes on
   * @param acceptOther true to go on from the position of another one all the same
   */
  public static Keeping claim(
      CheckpointStore store, String name, CheckpointIdentity identity, boolean acceptOther) {
    if (!acceptOther) {
      // Before the claim, which would take the name from the watcher that it belongs to.
      refuseOther(store.read(name), name, identity);
    }
    CheckpointSlot slot = store.claim(name);
    try {
      if (!acceptOther) {
        refuseOther(slot.loaded(), name, identity);
      }
      return new Keeping(slot, identity);
    } catch (RuntimeException refused) {
      slot.close();
      throw refused;
    }
  }

  private static void refuseOther(
      @Nullable Checkpoint saved, String name, CheckpointIdentity identity) {
    List<String> differences = saved == null ? List.of() : saved.identity().differences(identity);
    if (!differences.isEmpty()) {
      throw new CheckpointFailedException(
          new Explanation(
              "Cannot go on from the checkpoint",
              name,
              "it belongs to another stream: " + String.join(", ", differences),
              "Watch what was watched before, or take another name, or accept this one on purpose."),
          null);
    }
  }

  /** The position that was saved, or null when there is none. */
  public @Nullable StartPosition position() {
    return newest == null ? null : newest.position();
  }

  /** Saves a position. */
  public void save(SaveStep.Save save, Instant now) {
    Checkpoint next = next(save.position(), save.lostAfter(), now);
    slot.save(next);
    newest = next;
  }

  /**
   * Hands over events with the position behind them, to a store that keeps both.
   *
   * @param lostAfter the last position before the newest gap, or null
   */
  public void handle(
      List<ChangeEvent> changes,
      StartPosition behind,
      @Nullable StartPosition lostAfter,
      Instant now)
      throws Exception {
    Checkpoint next = next(behind, lostAfter, now);
    ((PositionKeepingHandler.Slot) slot).handle(changes, next);
    newest = next;
  }

  private Checkpoint next(StartPosition position, @Nullable StartPosition lostAfter, Instant now) {
    Checkpoint next =
        newest == null
            ? Checkpoint.of(position, identity, now)
            : newest.movedTo(position, identity, now);
    return lostAfter == null ? next : next.lostAfter(lostAfter);
  }

  @Override
  public void close() {
    slot.close();
  }
}
