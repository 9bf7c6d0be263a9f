package dev.mongostreams.bench.message;

import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.lap.SlowHandler;
import dev.mongostreams.bench.lap.Tether;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;

/**
 * The program of a lap that hears of messages: reads its order from the arguments, and notes what
 * comes until it is ended, or says what a filter has kept. {@link Arrivals#READY} comes first: from
 * then on nothing is missed.
 */
public final class MessageMain {
  private MessageMain() {}

  /**
   * Listens.
   *
   * @param args its order
   */
  public static void main(String[] args) throws ExecutionException, InterruptedException {
    Tether.tie();
    Order order = Order.of(args);
    Arrivals arrivals = Arrivals.open(Path.of(order.text("arrivals")), order.number("room"));
    if (order.number("keep", 0) > 0) {
      keep(order, arrivals);
      return;
    }
    int listeners = order.number("watchers", 1);
    Notes notes =
        new ArrivalNotes(arrivals, order.text("note", "number"), SlowHandler.of(order), listeners);
    Crowd crowd = new Crowd();
    for (int listener = 0; listener < listeners; listener++) {
      crowd.add(() -> listen(order, notes));
    }
    // None ends by itself, and one that fails ends the process.
    crowd.awaitFirst();
  }

  private static void keep(Order order, Arrivals arrivals)
      throws ExecutionException, InterruptedException {
    LongSupplier sentBytes =
        order.text("way").equals("notify")
            ? CountedSockets::receivedBytes
            : () -> PubSubListener.sentBytes(order);
    KeptNotes notes = new KeptNotes(order, arrivals, sentBytes);
    Crowd crowd = new Crowd();
    crowd.add(() -> listen(order, notes));
    crowd.add(
        () -> {
          System.out.println(notes.answer().line());
          return true;
        });
    crowd.awaitFirst();
  }

  private static boolean listen(Order order, Notes notes) throws Exception {
    switch (order.text("way")) {
      case "redis-pubsub" -> new PubSubListener(notes).run(order);
      case "redis-streams" -> new GroupListener(notes).run(order);
      case "notify", "notify-commit-100" -> new NotifyListener(notes).run(order);
      case "notify-wire" -> new WireListener(notes).run(order);
      default -> throw new IllegalArgumentException("There is no such way to hear of messages.");
    }
    return true;
  }
}
