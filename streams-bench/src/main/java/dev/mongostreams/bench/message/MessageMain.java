package dev.mongostreams.bench.message;

import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.lap.SlowHandler;
import dev.mongostreams.bench.lap.Tether;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The program of a lap that hears of messages: reads its order from the arguments, and notes what
 * comes until it is ended. {@link Arrivals#READY} comes first: from then on nothing is missed.
 */
public final class MessageMain {
  private MessageMain() {}

  /**
   * Listens.
   *
   * @param args its order
   */
  public static void main(String[] args) throws SQLException {
    Tether.tie();
    Order order = Order.of(args);
    Arrivals arrivals = Arrivals.open(Path.of(order.text("arrivals")), order.number("room"));
    Notes notes = new Notes(arrivals, order.text("note", "number"), SlowHandler.of(order));
    switch (order.text("way")) {
      case "redis-pubsub" -> new PubSubListener(notes).run(order);
      case "redis-streams" -> new GroupListener(notes).run(order);
      case "notify" -> new NotifyListener(notes).run(order);
      default -> throw new IllegalArgumentException("There is no such way to hear of messages.");
    }
  }
}
