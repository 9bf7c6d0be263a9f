package dev.mongostreams.bench.scenario;

import dev.mongostreams.bench.lap.Order;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The questions about lanes and heap. */
public final class ProcessScenarios {
  private static final String OURS = "streams";
  private static final String PARALLEL = "streams-parallel-16";
  private static final String WORKERS = "workers";

  private ProcessScenarios() {}

  /** How much faster 16 workers are than one. */
  public static Scenario lanes() {
    Order order = waiting(5, 10, 200);
    Map<String, Order> orders = new LinkedHashMap<>();
    orders.put(OURS, order.with(WORKERS, 1));
    orders.put(PARALLEL, order.with(WORKERS, 16));
    return new ProcessScenario(
        "lanes-10x5ms",
        "How fast are changes of 10 documents handled, when the handler waits 5 ms?",
        orders);
  }

  /** Handlers that wait 1 ms or 5 ms, at changes of 1, 10 or 1,000 documents. */
  public static List<Scenario> handlers() {
    return List.of(1, 5).stream()
        .flatMap(millis -> Stream.of(1, 10, 1_000).map(documents -> handler(millis, documents)))
        .toList();
  }

  private static Scenario handler(int millis, int documents) {
    // What one worker handles in about a second, and each document at least once.
    Order order = waiting(millis, documents, Math.max(1_000 / millis, documents));
    Map<String, Order> orders = new LinkedHashMap<>();
    orders.put("driver", order);
    orders.put(OURS, order.with(WORKERS, 1));
    orders.put("streams-parallel-4", order.with(WORKERS, 4));
    orders.put(PARALLEL, order.with(WORKERS, 16));
    return new ProcessScenario(
        "handler-" + millis + "ms-" + documents + (documents == 1 ? "key" : "keys"),
        String.format(
            Locale.ROOT,
            "How fast are changes of %s handled, when the handler waits %d ms?",
            documents == 1
                ? "one document"
                : String.format(Locale.ROOT, "%,d documents", documents),
            millis),
        orders);
  }

  /** So many changes, twice, of so many documents. */
  private static Order waiting(int millis, int documents, int changes) {
    return Order.empty()
        .with("kind", "lanes")
        .with("waitMicros", 1_000 * millis)
        .with("documents", documents)
        .with("changes", changes);
  }

  /** What idle watchers keep. */
  public static Scenario idleHeap() {
    Map<String, Order> orders = new LinkedHashMap<>();
    List.of(OURS, "driver").forEach(way -> orders.put(way, heap("idle")));
    return new ProcessScenario(
        "heap-idle", "How much heap does one of 40 idle watchers keep?", orders);
  }

  /** What watchers hold that have more to do than they can. */
  public static Scenario busyHeap() {
    Map<String, Order> orders = new LinkedHashMap<>();
    List.of(OURS, "driver").forEach(way -> orders.put(way, heap("busy")));
    return new ProcessScenario(
        "heap-busy", "How much heap does a watcher hold while it is busy?", orders);
  }

  /** What watchers hold whose handler does not come back. */
  public static List<Scenario> stuckHeaps() {
    return List.of(
        stuck("1k", "with documents of 1 KiB"),
        stuck("1m", "with documents of 1 MiB"),
        stuck("lanes", "when it sticks at one event of each reply"));
  }

  private static Scenario stuck(String what, String when) {
    return new ProcessScenario(
        "heap-stuck-" + what,
        "How much heap does a watcher hold whose handler is stuck, " + when + "?",
        Map.of(OURS, heap("stuck-" + what)));
  }

  private static Order heap(String what) {
    return Order.empty().with("kind", "heap").with("what", what);
  }
}
