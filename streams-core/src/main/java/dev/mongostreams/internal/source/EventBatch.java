package dev.mongostreams.internal.source;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import java.util.List;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * A batch of events that each have bytes of their own.
 *
 * @param events in order
 * @param end the position after them, or null when there is none
 * @param last true when the server has ended the cursor
 * @param bytes of all events
 * @param operationTime the server's logical time, or null
 * @param clusterTime the newest time of the cluster, or null
 */
public record EventBatch(
    List<ChangeEvent> events,
    @Nullable StartPosition end,
    boolean last,
    long bytes,
    @Nullable BsonTimestamp operationTime,
    @Nullable BsonTimestamp clusterTime)
    implements Batch {

  /** A batch of a server that has nothing which a majority does not have. */
  public EventBatch(
      List<ChangeEvent> events,
      @Nullable StartPosition end,
      boolean last,
      long bytes,
      @Nullable BsonTimestamp operationTime) {
    this(events, end, last, bytes, operationTime, operationTime);
  }

  @Override
  public int size() {
    return events.size();
  }

  @Override
  public ChangeEvent event(int index) {
    return events.get(index);
  }
}
