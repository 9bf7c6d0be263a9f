package dev.mongostreams.handler;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.checkpoint.Checkpoint;
import dev.mongostreams.checkpoint.CheckpointSlot;
import dev.mongostreams.checkpoint.CheckpointStore;
import java.util.List;

/**
 * A sink that stores the position of the stream together with what it does, in one transaction: the
 * effect of each change happens exactly once, whenever a crash comes. It is the store of its
 * checkpoints, and in place of a store that saves behind the handler it is asked for the position
 * at the start, given each batch with the position behind it, and given positions alone before the
 * first event and while nothing comes.
 *
 * <p>Handed to {@link dev.mongostreams.WatcherBuilder#into}. Its slots are called by one thread at
 * a time, in the order of the stream; {@link dev.mongostreams.WatcherBuilder#parallel} cannot be
 * combined with it.
 */
public interface PositionKeepingHandler extends CheckpointStore {

  /**
   * Takes a name for one writer, as {@link CheckpointStore#claim} does: whoever held it before can
   * store nothing more, neither positions nor effects.
   */
  @Override
  Slot claim(String name);

  /**
   * How many events a batch has at most: as many as one transaction should bear.
   *
   * @return at least 1; by default 1,000
   */
  default int batchLimit() {
    return 1_000;
  }

  /** One name of the sink, held by one writer. */
  interface Slot extends CheckpointSlot {

    /**
     * Stores the effect of a batch and the position behind it, both or none. When it is not known
     * whether the transaction was committed, as when the connection is lost at that moment, it
     * throws, and is called again with the same events; or, when that keeps failing, with them one
     * by one. It then finds out by the position that is stored, and repeats no effect: an event at
     * or below that position is handled. Positions alone are never given meanwhile.
     *
     * <p>It may wait for its database for as long as it takes, and should when the database is
     * away: that is not the fault of an event. A stop waits no longer than the drain timeout; then
     * the thread is interrupted, and nothing comes of what the call does after that.
     *
     * @param changes at least one event, in order; they belong to this call
     * @param behind the position behind the last of them, and whose it is
     * @throws dev.mongostreams.failure.CheckpointFencedException when the name is somebody else's
     *     by now: nothing was stored, and the watcher stops
     * @throws Exception whatever else went wrong, treated as {@link
     *     dev.mongostreams.WatcherBuilder#onFailure} says; see {@link BatchHandler} for a batch
     *     that keeps failing
     */
    void handle(List<ChangeEvent> changes, Checkpoint behind) throws Exception;
  }
}
