package dev.mongostreams.bench.run;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.reader.Workload;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;

/**
 * Reads a history through a filter that keeps a part of it. What the server has sent is what its
 * own counter says, as nobody else uses it.
 */
final class FilterLap {
  private final MongoClient client;

  FilterLap(MongoClient client) {
    this.client = client;
  }

  Answer run(Order order) throws InterruptedException {
    Workload workload = Workload.of(order);
    int keep = order.number("keep");
    try (ChangeStreams streams = ChangeStreams.of(client, workload.database())) {
      drain(streams, workload, keep);
      return drain(streams, workload, keep);
    }
  }

  private Answer drain(ChangeStreams streams, Workload workload, int keep)
      throws InterruptedException {
    CountDownLatch left = new CountDownLatch(workload.kept(keep));
    AtomicLong sum = new AtomicLong();
    long sent = bytesSent();
    long begin = System.nanoTime();
    try (Watcher watcher =
        streams
            .watchCollection(workload.collection())
            .where(Filters.lt("fullDocument.k", keep))
            .startAt(StartPosition.at(workload.start()))
            .onChange(change -> take(change, keep, left, sum))
            .start()) {
      boolean full = left.await(Workload.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      long nanos = System.nanoTime() - begin;
      return new Answer()
          .figure("rate", workload.events() * 1e9 / nanos)
          .figure("bytesPerKept", (bytesSent() - sent) / (double) workload.kept(keep))
          .fault(
              full
                  ? fault(sum.get(), workload.keptSum(keep))
                  : left.getCount() + " events did not come, it is " + watcher.state());
    }
  }

  private static String fault(long sum, long expected) {
    return sum == expected ? "" : "other events than were to be kept";
  }

  private static void take(ChangeEvent change, int keep, CountDownLatch left, AtomicLong sum) {
    if (Objects.requireNonNull(change.value("fullDocument.k")).asInt32().getValue() >= keep) {
      throw new IllegalStateException("The filter let through what it should not.");
    }
    sum.addAndGet(Objects.requireNonNull(change.value("fullDocument.n")).asInt32().getValue());
    left.countDown();
  }

  private long bytesSent() {
    Document status = client.getDatabase("admin").runCommand(new Document("serverStatus", 1));
    Document network = status.get("network", Document.class);
    return ((Number) Objects.requireNonNull(network.get("bytesOut"))).longValue();
  }
}
