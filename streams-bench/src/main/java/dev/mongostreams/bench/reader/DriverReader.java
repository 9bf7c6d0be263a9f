package dev.mongostreams.bench.reader;

import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The driver's own loop, with its own types. */
final class DriverReader implements DrainReader {
  private final MongoClient client;
  private final Workload workload;
  private @Nullable MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor;

  DriverReader(MongoClient client, Workload workload) {
    this.client = client;
    this.workload = workload;
  }

  @Override
  public void drain(Tally tally) {
    long end = System.nanoTime() + Workload.LIMIT.toNanos();
    var opened = workload.in(client).watch().startAtOperationTime(workload.start()).cursor();
    cursor = opened;
    while (!tally.full()) {
      // As next(), but it comes back when there is nothing, so that a lost event does not hang us.
      ChangeStreamDocument<Document> change = opened.tryNext();
      if (change != null) {
        tally.take(Objects.requireNonNull(change.getFullDocument()).getInteger("n"));
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
