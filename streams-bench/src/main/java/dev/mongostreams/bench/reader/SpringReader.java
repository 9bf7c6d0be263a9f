package dev.mongostreams.bench.reader;

import com.mongodb.client.MongoClient;
import dev.mongostreams.bench.spring.SpringContainer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Spring Data's listener container. */
final class SpringReader implements DrainReader {
  private final SpringContainer container;
  private final CountDownLatch full = new CountDownLatch(1);

  SpringReader(MongoClient client, Workload workload, boolean raw) {
    this.container =
        new SpringContainer(client, workload.database(), workload.collection(), raw)
            .from(workload.start());
  }

  @Override
  public void drain(Tally tally) throws InterruptedException {
    container.start(number -> take(number, tally));
    if (!full.await(Workload.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("Spring's drain ended before all events had come.");
    }
  }

  private void take(int number, Tally tally) {
    if (tally.full()) {
      // Behind the part of the history that is asked for.
      return;
    }
    tally.take(number);
    if (tally.full()) {
      full.countDown();
    }
  }

  @Override
  public void close() {
    container.close();
  }
}
