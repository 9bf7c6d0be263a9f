package dev.mongostreams.bench.scenario;

import dev.mongostreams.bench.fork.Lap;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.reader.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How little heap is enough to catch up?
 *
 * <p>Workload: a history of inserts of 1 KiB, read once from its start by a process with a heap of
 * 8 to 128 MiB. A size is enough when all events have come, in order, within 8 seconds; a lap
 * halves the sizes until the smallest is found, with a process for each that it tries. The heap is
 * that of the whole program, the driver included.
 *
 * <p>Command: {@code ./streams bench heap-smallest}. One should see a watcher come through with a
 * third of what the driver's loop needs, which opens a reply of 16 MiB at once.
 */
public final class SmallestHeapScenario implements Scenario {

  /** What is tried: five of them at most. */
  private static final List<Integer> SIZES_MIB =
      List.of(8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 64, 72, 80, 88, 96, 112, 128);

  private final int events;
  private final Duration limit;
  private Order order = Order.empty();

  /**
   * Makes a scenario.
   *
   * @param events in the history
   * @param limit in which all of them have to come
   */
  public SmallestHeapScenario(int events, Duration limit) {
    this.events = events;
    this.limit = limit;
  }

  @Override
  public String name() {
    return "heap-smallest";
  }

  @Override
  public String question() {
    return String.format(
        Locale.ROOT, "How little heap is enough to catch up with %,d inserts of 1 KiB?", events);
  }

  @Override
  public List<String> ways() {
    return List.of("streams", "streams-checkpoint", "driver");
  }

  @Override
  public void prepare(Ground ground) {
    order =
        Workload.write(ground.client(), ground.rs0().freshDatabase(), events, Workload.KIB)
            .order()
            .with("kind", "drain")
            .with("uri", ground.rs0().uri())
            .with("warmUps", 0);
  }

  @Override
  public Answer lap(Ground ground, String way) throws InterruptedException {
    int tooSmall = -1;
    int enough = SIZES_MIB.size();
    String why = "";
    while (enough - tooSmall > 1) {
      int size = (tooSmall + enough) / 2;
      String fault = fault(way, SIZES_MIB.get(size));
      if (fault.isEmpty()) {
        enough = size;
      } else {
        tooSmall = size;
        why = fault;
      }
    }
    return enough == SIZES_MIB.size()
        ? new Answer().fault("no size that was tried is enough; " + why)
        : new Answer().figure("smallestMib", SIZES_MIB.get(enough));
  }

  /** What goes wrong with that heap, or an empty text. */
  private String fault(String way, int mib) throws InterruptedException {
    try (Lap lap = Ways.program(way).heapMib(mib).start(order.with("way", way))) {
      return lap.await(limit).fault();
    }
  }
}
