package dev.mongostreams.internal.lanes;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.internal.bson.KeyHash;
import dev.mongostreams.internal.source.Batch;
import java.util.function.Predicate;
import org.bson.BsonValue;

/**
 * Which lane each event of a batch goes to. Found without any lock, as it looks into each event.
 * Immutable.
 */
public final class Routes {
  /** An event that waits for all before it, and that all behind it wait for. */
  static final int BARRIER = -1;

  /** An event that nobody handles. */
  static final int NOBODY = -2;

  private final int[] lanes;

  private Routes(int[] lanes) {
    this.lanes = lanes;
  }

  /**
   * Finds the lanes of a batch; only events that are wanted get one.
   *
   * @param count how many lanes there are, {@link Lanes#COUNT} at most
   */
  public static Routes of(Batch batch, int count, Predicate<ChangeEvent> wanted) {
    if (batch instanceof GapBatch) {
      return new Routes(new int[] {BARRIER});
    }
    int[] lanes = new int[batch.size()];
    for (int i = 0; i < lanes.length; i++) {
      ChangeEvent event = batch.event(i);
      lanes[i] = wanted.test(event) ? lane(event, count) : NOBODY;
    }
    return new Routes(lanes);
  }

  /** All go to one lane, and those that nobody asked for to none. */
  public static Routes inLine(Batch batch, Predicate<ChangeEvent> wanted) {
    int[] lanes = new int[batch.size()];
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = batch instanceof GapBatch || wanted.test(batch.event(i)) ? 0 : NOBODY;
    }
    return new Routes(lanes);
  }

  /**
   * The lane of the document that changed, by namespace and {@code _id}. Not by the whole document
   * key: when a shard key changes, that is a delete and an insert of one {@code _id}.
   */
  private static int lane(ChangeEvent event, int count) {
    BsonValue id = event.documentId();
    if (id == null) {
      return BARRIER;
    }
    int namespace = event.database().hashCode() * 31 + event.collection().hashCode();
    int hash = (namespace * 31 + KeyHash.of(id)) * 0x9E3779B9;
    return (int) ((Integer.toUnsignedLong(hash) * count) >>> Integer.SIZE);
  }

  int of(int index) {
    return lanes[index];
  }
}
