package dev.mongostreams.internal.read;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.ChangeCursor;
import dev.mongostreams.internal.source.ChangeSource;
import dev.mongostreams.internal.source.ChangeSource.Form;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * A cursor that is at its end: it has brought the one event that no form brings, as far as it can
 * be brought, and the stream goes on behind it with another cursor.
 */
final class StepOver implements ChangeCursor {
  private final Skeleton skeleton;

  private StepOver(Skeleton skeleton) {
    this.skeleton = skeleton;
  }

  /**
   * Takes the skeleton of the next event, and then asks for that event itself once more: only if
   * that fails as before the skeleton stands for it. A filter that looks at a document which is
   * looked up may pass another event than the one that had failed.
   *
   * @return what brings the skeleton, or else an open cursor that reads one by one what is no
   *     longer too large
   */
  static ChangeCursor cursor(ChangeSource source, StartPosition from) {
    Batch next = skeleton(source, from);
    try {
      return whole(source, from, next);
    } catch (RuntimeException failure) {
      if (next.size() == 0 || !FailureClassifier.tooLarge(failure)) {
        throw failure;
      }
      return new StepOver(skeleton(next, failure));
    }
  }

  private static ChangeCursor whole(ChangeSource source, StartPosition from, Batch next) {
    if (source.largeForm() != Form.SPLIT) {
      return ReaderStep.Open.cursor(source, from, Form.NARROW);
    }
    try {
      return ReaderStep.Open.cursor(source, from, Form.SPLIT_NARROW);
    } catch (RuntimeException failure) {
      if (!FailureClassifier.cannotSplitHere(failure)) {
        throw failure;
      }
    }
    StartPosition time = timeOfNext(from, next);
    return time == null
        ? ReaderStep.Open.cursor(source, from, Form.NARROW)
        : ReaderStep.Open.cursor(source, time, Form.SPLIT_NARROW);
  }

  /**
   * The same place by its time, where the server can split again. Null in the middle of a
   * transaction, all of which has one time.
   */
  private static @Nullable StartPosition timeOfNext(StartPosition from, Batch next) {
    ResumeToken behind = LargeEvents.token(from);
    BsonTimestamp before = behind == null ? null : behind.clusterTime();
    BsonTimestamp time = next.size() == 0 ? null : next.event(0).token().clusterTime();
    return before != null && time != null && before.compareTo(time) < 0
        ? StartPosition.at(time)
        : null;
  }

  private static Batch skeleton(ChangeSource source, StartPosition from) {
    try {
      return first(source.open(from, Form.KEYED));
    } catch (RuntimeException failure) {
      if (!FailureClassifier.tooLarge(failure)) {
        throw failure;
      }
      return first(source.open(from, Form.BARE));
    }
  }

  private static Batch first(ChangeCursor cursor) {
    Batch first = cursor.first();
    cursor.kill();
    return first;
  }

  private static Skeleton skeleton(Batch batch, Throwable cause) {
    // What came with it comes again, the end of the stream too.
    ChangeEvent event = batch.event(0).detach();
    StartPosition end = batch.size() == 1 && !batch.last() ? batch.end() : null;
    return new Skeleton(
        event,
        end == null ? StartPosition.after(event.token()) : end,
        batch.operationTime(),
        cause);
  }

  @Override
  public Batch first() {
    return skeleton;
  }

  @Override
  public Batch next(int batchSize) {
    throw new IllegalStateException("Nothing is read by it: the next cursor opens behind it.");
  }

  @Override
  public void kill() {}

  @Override
  public void abandon() {}
}
