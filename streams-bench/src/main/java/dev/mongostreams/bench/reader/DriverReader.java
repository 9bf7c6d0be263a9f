package dev.mongostreams.bench.reader;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoIterable;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * The driver's own loop.
 *
 * @param <T> what it gives for a change
 */
final class DriverReader<T> implements DrainReader {
  private final MongoIterable<T> changes;
  private final ToIntFunction<T> field;
  private @Nullable MongoCursor<T> cursor;

  private DriverReader(MongoIterable<T> changes, ToIntFunction<T> field) {
    this.changes = changes;
    this.field = field;
  }

  /** With its own types. */
  static DriverReader<ChangeStreamDocument<Document>> ofDocuments(
      MongoClient client, Workload workload) {
    return new DriverReader<>(
        workload.in(client).watch().startAtOperationTime(workload.start()),
        change -> Objects.requireNonNull(change.getFullDocument()).getInteger("n"));
  }

  /** With each event as the bytes that came. */
  static DriverReader<RawBsonDocument> ofBytes(MongoClient client, Workload workload) {
    return new DriverReader<>(
        workload
            .in(client)
            .watch()
            .startAtOperationTime(workload.start())
            .withDocumentClass(RawBsonDocument.class),
        change -> change.getDocument("fullDocument").getInt32("n").getValue());
  }

  @Override
  public void drain(Tally tally) {
    long end = System.nanoTime() + Workload.LIMIT.toNanos();
    MongoCursor<T> opened = changes.cursor();
    cursor = opened;
    while (!tally.full()) {
      // As next(), but it comes back when there is nothing, so that a lost event does not hang us.
      T change = opened.tryNext();
      if (change != null) {
        tally.take(field.applyAsInt(change));
      } else if (System.nanoTime() - end > 0) {
        throw new IllegalStateException(
            "The driver's drain ended at " + tally.count() + " events.");
      }
    }
  }

  @Override
  public void close() {
    if (cursor != null) {
      cursor.close();
    }
  }
}
