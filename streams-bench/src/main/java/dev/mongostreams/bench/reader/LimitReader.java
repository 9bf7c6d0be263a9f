package dev.mongostreams.bench.reader;

import com.mongodb.client.MongoClient;
import org.bson.BsonDocument;

/** The bare loop; the events of a reply are counted, never opened. */
final class LimitReader implements DrainReader {
  private final BareLoop loop;
  private final BsonDocument options;

  LimitReader(MongoClient client, Workload workload) {
    this.loop = new BareLoop(client, workload.in(client).getNamespace());
    this.options = new BsonDocument("startAtOperationTime", workload.start());
  }

  @Override
  public void drain(Tally tally) {
    long end = System.nanoTime() + Workload.LIMIT.toNanos();
    tally.skip(loop.open(options).size());
    while (!tally.full()) {
      int events = loop.next().size();
      tally.skip(events);
      if (events == 0 && System.nanoTime() - end > 0) {
        throw new IllegalStateException("The limit's drain ended at " + tally.count() + " events.");
      }
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
