package dev.mongostreams.internal.read;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.source.Batch;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * The place of an event that the server cannot send, among the batches: it is worked on like an
 * event on which the handler has failed, and never handed over.
 *
 * @param event what the server could send of it
 * @param end the position behind it
 * @param operationTime the server's logical time, or null
 * @param cause what the server says when it is asked for all of it
 */
public record Skeleton(
    ChangeEvent event, StartPosition end, @Nullable BsonTimestamp operationTime, Throwable cause)
    implements Batch {
  @Override
  public int size() {
    return 1;
  }

  @Override
  public ChangeEvent event(int index) {
    return event;
  }

  @Override
  public boolean last() {
    return false;
  }

  @Override
  public long bytes() {
    return event.raw().getByteBuffer().remaining();
  }
}
