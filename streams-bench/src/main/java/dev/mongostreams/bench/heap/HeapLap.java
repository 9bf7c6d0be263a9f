package dev.mongostreams.bench.heap;

import com.mongodb.client.MongoClient;
import dev.mongostreams.StartPosition;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Measures what is alive on the heap of this process. */
public final class HeapLap {
  private static final double KIB = 1 << 10;
  private static final double MIB = 1 << 20;
  private static final int BUDGET_TIMES = 5;
  private static final int BUDGET_BYTES = 12 << 20;
  private static final int REPLIES = 50;

  private final MongoClient client;

  public HeapLap(MongoClient client) {
    this.client = client;
  }

  /** Measures what an order asks for. */
  public Answer run(Order order) {
    String database = order.text("database");
    History history = new History(client, database);
    return switch (order.text("what")) {
      case "idle" -> idle(new IdleHeap(client, database), order.text("way"));
      case "busy" -> busy(new BusyHeap(client, history, budgets(history, 1 << 10)), order);
      case "stuck-1k" -> stuck(new StuckHeap(client, history, budgets(history, 1 << 10)));
      case "stuck-1m" -> stuck(new StuckHeap(client, history, budgets(history, 1 << 20)));
      default -> {
        StuckHeap heap = new StuckHeap(client, history, history.writeSticking(REPLIES));
        yield stuck(heap::oneOfEachReply);
      }
    };
  }

  private static StartPosition budgets(History history, int documentBytes) {
    return history.write(documentBytes, BUDGET_TIMES * BUDGET_BYTES / documentBytes);
  }

  private static Answer idle(IdleHeap heap, String way) {
    DoubleSupplier bytes = way.equals("driver") ? heap::driverLoop : heap::watcher;
    return twice(bytes, "kib", "firstKib", KIB);
  }

  private static Answer busy(BusyHeap heap, Order order) {
    DoubleSupplier bytes = order.text("way").equals("driver") ? heap::driverLoops : heap::watchers;
    return twice(bytes, "mib", "firstMib", MIB);
  }

  /** What is loaded and made once belongs to nobody, so the first figure is only shown. */
  private static Answer twice(DoubleSupplier bytes, String figure, String first, double unit) {
    double warm = bytes.getAsDouble();
    double measured = bytes.getAsDouble();
    return new Answer().figure(figure, measured / unit).figure(first, warm / unit);
  }

  private static Answer stuck(StuckHeap heap) {
    return stuck(heap::firstEvent);
  }

  private static Answer stuck(Supplier<StuckHeap.Held> hold) {
    StuckHeap.Held warm = hold.get();
    StuckHeap.Held held = hold.get();
    return new Answer()
        .figure("firstMib", warm.heapBytes() / MIB)
        .figure("mib", held.heapBytes() / MIB)
        .figure("saysMib", held.saysBytes() / MIB)
        .figure("handled", held.events());
  }
}
