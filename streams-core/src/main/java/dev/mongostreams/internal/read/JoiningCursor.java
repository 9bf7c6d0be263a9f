package dev.mongostreams.internal.read;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.bson.Fragment;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.source.EventBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cursor that brings large events in fragments, seen as one that brings them whole. No position
 * inside of an event leaves it: a batch that ends there ends before the first fragment, so whoever
 * opens again meets that fragment again.
 */
final class JoiningCursor implements ChangeCursor {
  /** Far more than the documents of one event can take. */
  private static final long MOST_BYTES = 128L << 20;

  private final ChangeCursor cursor;
  private final List<Fragment> parts = new ArrayList<>();
  private long heldBytes;
  private @Nullable ResumeToken newest;

  /** Null once it has been taken: it may be as large as any reply. */
  private @Nullable Batch first;

  private JoiningCursor(ChangeCursor cursor) {
    this.cursor = cursor;
    this.first = joined(cursor.first());
  }

  /** Reads on from a cursor that has just been opened; one that cannot be joined is killed. */
  static ChangeCursor of(ChangeCursor cursor) {
    try {
      return new JoiningCursor(cursor);
    } catch (RuntimeException broken) {
      cursor.kill();
      throw broken;
    }
  }

  @Override
  public Batch first() {
    return Objects.requireNonNull(first);
  }

  @Override
  public Batch next(int batchSize) {
    first = null;
    return joined(cursor.next(batchSize));
  }

  @Override
  public boolean renewed() {
    return cursor.renewed();
  }

  @Override
  public void kill() {
    cursor.kill();
  }

  @Override
  public void abandon() {
    cursor.abandon();
  }

  /** Tells whether an event has begun to come and is not complete. */
  boolean inside() {
    return !parts.isEmpty();
  }

  /** Bytes of fragments that wait for the rest. */
  long heldBytes() {
    return heldBytes;
  }

  /**
   * The position of the newest event that was joined, or null: only a split stream resumes there.
   */
  @Nullable ResumeToken newest() {
    return newest;
  }

  private Batch joined(Batch batch) {
    boolean touched = inside();
    List<ChangeEvent> whole = new ArrayList<>();
    long bytes = batch.bytes();
    for (int i = 0; i < batch.size(); i++) {
      ChangeEvent event = batch.event(i);
      Fragment part = Fragment.of(event);
      if (part == null) {
        requireOutside("a whole event");
        whole.add(event);
      } else {
        touched = true;
        take(part);
        if (part.last()) {
          bytes += heldBytes;
          whole.add(join());
        }
      }
    }
    if (batch.last()) {
      requireOutside("the end of the stream");
    }
    return touched
        ? new EventBatch(
            whole,
            end(batch, whole),
            batch.last(),
            bytes,
            batch.operationTime(),
            batch.clusterTime())
        : batch;
  }

  private @Nullable StartPosition end(Batch batch, List<ChangeEvent> whole) {
    if (!inside()) {
      return batch.end();
    }
    return whole.isEmpty() ? null : StartPosition.after(whole.get(whole.size() - 1).token());
  }

  private void take(Fragment part) {
    Fragment before = inside() ? parts.get(parts.size() - 1) : null;
    int expected = before == null ? 1 : before.number() + 1;
    if (part.number() != expected
        || part.number() > part.of()
        || (before != null && before.of() != part.of())) {
      throw new BrokenSplitException(
          named(part) + " follows " + (before == null ? "a whole event" : named(before)));
    }
    parts.add(part);
    heldBytes += part.bytes();
    if (heldBytes > MOST_BYTES) {
      throw new BrokenSplitException("its fragments take more than 128 MiB");
    }
  }

  private ChangeEvent join() {
    ChangeEvent event = Fragment.joined(parts);
    newest = event.token();
    parts.clear();
    heldBytes = 0;
    return event;
  }

  private void requireOutside(String what) {
    if (inside()) {
      throw new BrokenSplitException(what + " follows " + named(parts.get(parts.size() - 1)));
    }
  }

  private static String named(Fragment part) {
    return "fragment " + part.number() + " of " + part.of();
  }
}
