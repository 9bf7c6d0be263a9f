package dev.mongostreams.bench.reader;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCursor;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** The driver's own loop, with each event as the bytes that came. */
final class DriverRawReader implements DrainReader {
  private final MongoClient client;
  private final Workload workload;
  private @Nullable MongoCursor<RawBsonDocument> cursor;

  DriverRawReader(MongoClient client, Workload workload) {
    this.client = client;
    this.workload = workload;
  }

  @Override
  public void drain(Tally tally) {
    long end = System.nanoTime() + Workload.LIMIT.toNanos();
    var opened =
        workload
            .in(client)
            .watch()
            .startAtOperationTime(workload.start())
            .withDocumentClass(RawBsonDocument.class)
            .cursor();
    cursor = opened;
    while (!tally.full()) {
      // As next(), but it comes back when there is nothing, so that a lost event does not hang us.
      RawBsonDocument change = opened.tryNext();
      if (change != null) {
        tally.take(change.getDocument("fullDocument").getInt32("n").getValue());
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
