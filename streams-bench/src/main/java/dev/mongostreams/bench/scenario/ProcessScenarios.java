package dev.mongostreams.bench.scenario;

import dev.mongostreams.bench.lap.Order;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The questions about lanes and heap. */
public final class ProcessScenarios {
  private static final String OURS = "streams";
  private static final String PARALLEL = "streams-parallel-16";

  private static final int FEW = 3;

  private ProcessScenarios() {}

  /** How much faster 16 workers are than one. */
  public static Scenario lanes() {
    Map<String, Order> orders = new LinkedHashMap<>();
    orders.put(OURS, lanes(1));
    orders.put(PARALLEL, lanes(16));
    return new ProcessScenario(
        "lanes-10x5ms",
        "How fast are changes of 10 documents handled, when the handler waits 5 ms?",
        orders,
        1);
  }

  private static Order lanes(int workers) {
    return Order.empty().with("kind", "lanes").with("workers", workers);
  }

  /** What idle watchers keep. */
  public static Scenario idleHeap() {
    Map<String, Order> orders = new LinkedHashMap<>();
    List.of(OURS, "driver").forEach(way -> orders.put(way, heap("idle")));
    return new ProcessScenario(
        "heap-idle", "How much heap does one of 40 idle watchers keep?", orders, FEW);
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
        Map.of(OURS, heap("stuck-" + what)),
        FEW);
  }

  private static Order heap(String what) {
    return Order.empty().with("kind", "heap").with("what", what);
  }
}
