package dev.mongostreams.internal.source;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/** What one reply brought. Immutable. */
public interface Batch {

  /** How many events. */
  int size();

  /**
   * Returns an event, made anew each time.
   *
   * @param index from 0
   */
  ChangeEvent event(int index);

  /**
   * Returns the position after everything the server has looked at for this reply, also when it is
   * empty; {@link StartPosition.StartAfter} when this batch is the last. Null when the server sent
   * no such position and there is no event: the one before still holds.
   */
  @Nullable StartPosition end();

  /** True when the server has ended the cursor: what it watched was dropped or renamed. */
  boolean last();

  /** Bytes kept alive by this batch. */
  long bytes();

  /** The server's logical time when it answered, or null when it did not say. */
  @Nullable BsonTimestamp operationTime();

  /**
   * The newest time of the cluster that the server knew of when it answered, or null when it did
   * not say. It is ahead of {@link #operationTime} by what a majority of the members does not have
   * yet.
   */
  default @Nullable BsonTimestamp clusterTime() {
    return operationTime();
  }
}
