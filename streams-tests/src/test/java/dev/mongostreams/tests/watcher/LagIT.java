package dev.mongostreams.tests.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.Operation;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherStats.Lag;
import dev.mongostreams.checkpoint.MemoryCheckpointStore;
import dev.mongostreams.tests.watcher.fixture.Limits;
import dev.mongostreams.tests.watcher.fixture.Received;
import dev.mongostreams.tests.watcher.fixture.WatcherContract;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;
import org.junit.jupiter.api.Test;

final class LagIT extends WatcherContract {
  private static final Duration SMALL = Duration.ofSeconds(5);

  @Test
  void aStreamThatIsFilteredAwayIsNotBehind() {
    Watcher watcher =
        watchPredictions()
            .operations(Operation.DELETE)
            .reading(read -> read.maxAwait(Duration.ofMillis(10)))
            .resumeFrom("kept", new MemoryCheckpointStore())
            .start();

    Limits.until(
        "the lag is known and small while others write",
        () -> {
          database.getCollection("others").insertOne(new Document());
          Lag lag = watcher.stats().lag();
          return small(lag.read()) && small(lag.handled()) && lag.saved() != null;
        });
  }

  private static boolean small(Duration lag) {
    return lag != null && lag.compareTo(SMALL) < 0;
  }

  @Test
  void whatIsReadAndNotHandledIsBehind() throws InterruptedException {
    CountDownLatch free = new CountDownLatch(1);
    Received late = new Received();
    Watcher watcher =
        watchPredictions()
            .reading(read -> read.maxAwait(Duration.ofMillis(10)))
            .onChange(
                change -> {
                  Limits.open(free);
                  late.onChange(change);
                })
            .start();
    insert(1, 1);

    Limits.until(
        "the handler is behind and the reader is not",
        () -> {
          database.getCollection("others").insertOne(new Document());
          Lag lag = watcher.stats().lag();
          return lag.handled() != null
              && lag.handled().compareTo(Duration.ofSeconds(2)) >= 0
              && lag.read() != null
              && lag.read().compareTo(lag.handled()) < 0;
        });
    free.countDown();
    late.await(1);
    assertThat(watcher.stats().lag().saved()).as("nothing is saved").isNull();
  }
}
