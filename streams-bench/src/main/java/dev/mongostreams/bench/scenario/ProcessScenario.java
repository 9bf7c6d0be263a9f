package dev.mongostreams.bench.scenario;

import dev.mongostreams.bench.fork.Lap;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A question that each way's process answers alone, on a database of its own. */
final class ProcessScenario implements Scenario {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final String name;
  private final String question;
  private final Map<String, Order> orders;

  /**
   * Makes a scenario.
   *
   * @param orders what each way is told, in the order of the first round
   */
  ProcessScenario(String name, String question, Map<String, Order> orders) {
    this.name = name;
    this.question = question;
    this.orders = orders;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String question() {
    return question;
  }

  @Override
  public List<String> ways() {
    return List.copyOf(orders.keySet());
  }

  @Override
  public Answer lap(Ground ground, String way) throws InterruptedException {
    Order order =
        Objects.requireNonNull(orders.get(way))
            .with("way", way)
            .with("uri", ground.rs0().uri())
            .with("database", ground.rs0().freshDatabase());
    try (Lap lap = Ways.program(way).start(order)) {
      return lap.await(LIMIT);
    }
  }
}
