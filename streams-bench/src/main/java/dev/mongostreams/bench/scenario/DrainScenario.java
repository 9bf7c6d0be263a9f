package dev.mongostreams.bench.scenario;

import dev.mongostreams.bench.fork.Lap;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.reader.Workload;
import java.util.List;
import java.util.Locale;

/**
 * How fast does each way catch up?
 *
 * <p>Workload: a history of inserts of one size, written once and read from its start, a few times
 * to warm up, and then by Java's ways for 2.5 seconds or five times, by Debezium and pymongo once,
 * to be measured, by a process with a heap of 512 MiB. A handler reads one field of {@code
 * fullDocument}, and burns time if asked. What came is checked by its count and a checksum that
 * depends on the order; a lap with other events is void. Debezium reads the first 30,000 only,
 * since it takes so long for each event.
 *
 * <p>Each way has read 90,000 events before it is measured: with 30,000 the driver's loop and
 * Spring took two to three times as much processor time for an event, as they run the most code.
 *
 * <p>Command: {@code ./streams bench drain-1k}. One should see our watcher near the limit, which is
 * what one cursor of the server gives to somebody who looks at nothing.
 */
public final class DrainScenario implements Scenario {
  private static final int MOST_OF_SLOW = 30_000;

  /** Read before the lap is measured: compilers take so many to be done with the reading loops. */
  private static final int WARM_EVENTS = 90_000;

  private static final int MOST_WARM_UPS = 5;

  private final String name;
  private final List<String> ways;
  private final int events;
  private final int documentBytes;
  private final int handlerMicros;
  private Order order = Order.empty();

  public DrainScenario(
      String name, List<String> ways, int events, int documentBytes, int handlerMicros) {
    this.name = name;
    this.ways = ways;
    this.events = events;
    this.documentBytes = documentBytes;
    this.handlerMicros = handlerMicros;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String question() {
    String handler =
        handlerMicros == 0 ? "" : ", with a handler that computes for " + handlerMicros + " us";
    return String.format(
        Locale.ROOT,
        "How fast does each way catch up with %,d inserts of %,d bytes%s?",
        events,
        documentBytes,
        handler);
  }

  @Override
  public List<String> ways() {
    return ways;
  }

  @Override
  public void prepare(Ground ground) {
    order =
        Workload.write(ground.client(), ground.rs0().freshDatabase(), events, documentBytes)
            .order()
            .with("kind", "drain")
            .with("uri", ground.rs0().uri())
            .with("handlerMicros", handlerMicros);
  }

  @Override
  public Answer lap(Ground ground, String way) throws InterruptedException {
    int part = Ways.slow(way) ? Math.min(events, MOST_OF_SLOW) : events;
    int warmUps = Math.max(1, Math.min(MOST_WARM_UPS, WARM_EVENTS / part));
    Order all = order.with("way", way).with("events", part).with("warmUps", warmUps);
    try (Lap lap = Ways.program(way).start(all)) {
      return lap.await(Workload.LIMIT);
    }
  }
}
