package dev.mongostreams.bench.spring;

import com.mongodb.client.MongoClient;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import java.util.concurrent.CountDownLatch;

/** Spring's container, which notes each insert until the process is ended. */
public final class SpringLive {
  private final MongoClient client;

  public SpringLive(MongoClient client) {
    this.client = client;
  }

  /** Notes until it is interrupted. */
  public void run(Order order, Arrivals arrivals) throws InterruptedException {
    try (SpringContainer container =
        new SpringContainer(
            client,
            order.text("database"),
            order.text("collection"),
            order.text("way").equals("spring-raw"))) {
      container.start(arrivals::note);
      arrivals.note(Arrivals.READY);
      new CountDownLatch(1).await();
    }
  }
}
