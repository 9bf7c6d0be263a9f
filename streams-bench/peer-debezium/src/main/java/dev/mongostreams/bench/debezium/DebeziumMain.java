package dev.mongostreams.bench.debezium;

import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.lap.Tether;

/** The program of a lap: reads its order from the arguments, and says its answer on stdout. */
public final class DebeziumMain {
  private DebeziumMain() {}

  /**
   * Runs the lap.
   *
   * @param args its order
   */
  public static void main(String[] args) throws InterruptedException {
    Tether.tie();
    Order order = Order.of(args);
    switch (order.text("kind")) {
      case "drain" -> System.out.println(new DebeziumDrain(order).run().line());
      case "live" -> new DebeziumLive(order).run();
      default -> throw new IllegalArgumentException("There is no such kind of lap.");
    }
  }
}
