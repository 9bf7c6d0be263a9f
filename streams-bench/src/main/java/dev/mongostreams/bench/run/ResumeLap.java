package dev.mongostreams.bench.run;

import com.mongodb.client.MongoClient;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Goes on after a position, and measures how long the first change takes. */
final class ResumeLap {
  private static final int WARM_UPS = 5;
  private static final Duration LIMIT = Duration.ofSeconds(50);
  private static final double NANOS_PER_MICRO = 1_000;

  private final MongoClient client;

  ResumeLap(MongoClient client) {
    this.client = client;
  }

  Answer run(Order order) throws InterruptedException {
    try (ChangeStreams streams = ChangeStreams.of(client, order.text("database"))) {
      String collection = order.text("collection");
      for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
        firstChange(streams, collection, order.text("near"));
      }
      return new Answer()
          .figure(
              "firstMicros",
              firstChange(streams, collection, order.text("from")) / NANOS_PER_MICRO);
    }
  }

  /** Nanoseconds until the handler has the first change after a token. */
  private static long firstChange(ChangeStreams streams, String collection, String token)
      throws InterruptedException {
    StartPosition start = StartPosition.after(ResumeToken.parse(token));
    AtomicLong at = new AtomicLong();
    CountDownLatch came = new CountDownLatch(1);
    long begin = System.nanoTime();
    try (Watcher watcher =
        streams
            .watchCollection(collection)
            .startAt(start)
            .onChange(
                change -> {
                  at.compareAndSet(0, System.nanoTime());
                  came.countDown();
                })
            .start()) {
      if (!came.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "No change came, it is " + watcher.state() + ".", watcher.failure().orElse(null));
      }
      return at.get() - begin;
    }
  }
}
