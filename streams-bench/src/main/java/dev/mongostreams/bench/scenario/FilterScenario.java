package dev.mongostreams.bench.scenario;

import dev.mongostreams.bench.fork.Lap;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.reader.Workload;
import java.util.List;

/**
 * What does a filter on the server save?
 *
 * <p>Workload: the history of {@link DrainScenario}, read by our watcher with {@code
 * where(lt("fullDocument.k", n))} that keeps all, 40 or 6 of a hundred. The rate is that of the
 * history, the changes that are left out included.
 *
 * <p>Command: {@code ./streams bench filters}. One should see the rate grow several times as less
 * is kept, since the server does not build the events that it leaves out, and the bytes for an
 * event kept stay the same.
 */
public final class FilterScenario implements Scenario {
  private static final String PREFIX = "keep-";

  private final int events;
  private Order order = Order.empty();

  public FilterScenario(int events) {
    this.events = events;
  }

  @Override
  public String name() {
    return "filters";
  }

  @Override
  public String question() {
    return "How fast does a watcher get through a history when a filter keeps a part of it?";
  }

  @Override
  public List<String> ways() {
    return List.of(PREFIX + 100, PREFIX + 40, PREFIX + 6);
  }

  @Override
  public void prepare(Ground ground) {
    order =
        Workload.write(ground.client(), ground.rs0().freshDatabase(), events, Workload.KIB)
            .order()
            .with("kind", "filter")
            .with("uri", ground.rs0().uri());
  }

  @Override
  public Answer lap(Ground ground, String way) throws InterruptedException {
    Order kept = order.with("keep", way.substring(PREFIX.length()));
    try (Lap lap = Ways.program(way).start(kept)) {
      return lap.await(Workload.LIMIT);
    }
  }
}
