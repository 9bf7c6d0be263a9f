package dev.mongostreams.bench.run;

import com.mongodb.client.MongoClient;
import dev.mongostreams.StartPosition;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import java.util.function.DoubleSupplier;

/** Measures what is alive on the heap of this process. */
final class HeapLap {
  private static final double KIB = 1 << 10;
  private static final double MIB = 1 << 20;
  private static final int BUDGET_TIMES = 5;

  private final MongoClient client;

  HeapLap(MongoClient client) {
    this.client = client;
  }

  Answer run(Order order) {
    String database = order.text("database");
    return switch (order.text("what")) {
      case "idle" -> idle(new IdleHeap(client, database), order.text("way"));
      case "stuck-1k" -> stuck(new StuckHeap(client, database), 1 << 10);
      case "stuck-1m" -> stuck(new StuckHeap(client, database), 1 << 20);
      default -> stuckLanes(new StuckHeap(client, database));
    };
  }

  private static Answer idle(IdleHeap heap, String way) {
    DoubleSupplier bytes = way.equals("driver") ? heap::driverLoop : heap::watcher;
    double warm = bytes.getAsDouble();
    double measured = bytes.getAsDouble();
    // What is loaded and made once belongs to nobody, so the first figure is only shown.
    return new Answer().figure("kib", measured / KIB).figure("firstKib", warm / KIB);
  }

  /** The history is five times what the budget takes. */
  private static Answer stuck(StuckHeap heap, int documentBytes) {
    StartPosition start = heap.write(documentBytes, BUDGET_TIMES * (12 << 20) / documentBytes);
    return answer(heap.firstEvent(start), heap.firstEvent(start));
  }

  private static Answer stuckLanes(StuckHeap heap) {
    StartPosition start = heap.writeSticking(50);
    return answer(heap.oneOfEachReply(start), heap.oneOfEachReply(start));
  }

  private static Answer answer(StuckHeap.Held warm, StuckHeap.Held held) {
    return new Answer()
        .figure("firstMib", warm.heapBytes() / MIB)
        .figure("mib", held.heapBytes() / MIB)
        .figure("saysMib", held.saysBytes() / MIB)
        .figure("handled", held.events());
  }
}
