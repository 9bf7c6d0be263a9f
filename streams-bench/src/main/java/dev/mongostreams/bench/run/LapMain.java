package dev.mongostreams.bench.run;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.bench.heap.HeapLap;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.lap.Tether;
import java.io.IOException;

/** The program of a lap: reads its order from the arguments, and says its answer on stdout. */
public final class LapMain {
  private LapMain() {}

  /**
   * Runs the lap.
   *
   * @param args its order
   */
  public static void main(String[] args) throws InterruptedException, IOException {
    Tether.tie();
    Order order = Order.of(args);
    try (MongoClient client = MongoClients.create(order.text("uri"))) {
      switch (order.text("kind")) {
        case "drain" -> System.out.println(new DrainLap(client).run(order).line());
        case "filter" -> System.out.println(new FilterLap(client).run(order).line());
        case "lanes" -> System.out.println(new LanesLap(client).run(order).line());
        case "heap" -> System.out.println(new HeapLap(client).run(order).line());
        case "resume" -> System.out.println(new ResumeLap(client).run(order).line());
        case "live" -> new LiveLap(client).run(order);
        default -> throw new IllegalArgumentException("There is no such kind of lap.");
      }
    }
  }
}
