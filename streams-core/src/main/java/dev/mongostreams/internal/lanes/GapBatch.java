package dev.mongostreams.internal.lanes;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.failure.Gap;
import dev.mongostreams.internal.source.Batch;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * The place of a gap among the batches. It counts as one event, so that all before it is handled
 * before it and nothing behind it is; the floor passes it when it is finished.
 *
 * @param gap what is missing
 * @param end where the stream goes on
 */
public record GapBatch(Gap gap, StartPosition end) implements Batch {
  @Override
  public int size() {
    return 1;
  }

  @Override
  public ChangeEvent event(int index) {
    throw new IllegalStateException("A gap has no event.");
  }

  @Override
  public boolean last() {
    return false;
  }

  @Override
  public long bytes() {
    return 0;
  }

  @Override
  public @Nullable BsonTimestamp operationTime() {
    return null;
  }
}
