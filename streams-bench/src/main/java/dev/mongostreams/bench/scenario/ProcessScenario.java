package dev.mongostreams.bench.scenario;

import dev.mongostreams.bench.fork.Lap;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A question that each way's process answers alone, on a database of its own. */
final class ProcessScenario implements Scenario {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final String name;
  private final String question;
  private final Map<String, Order> orders;
  private final int part;
  private @Nullable Ground ground;

  /**
   * Makes a scenario.
   *
   * @param orders what each way is told, in the order of the first round
   * @param part which part of the planned rounds it runs: figures of heap hardly vary
   */
  ProcessScenario(String name, String question, Map<String, Order> orders, int part) {
    this.name = name;
    this.question = question;
    this.orders = orders;
    this.part = part;
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
  public int rounds(int planned) {
    return Math.max(1, planned / part);
  }

  @Override
  public void prepare(Ground ground) {
    this.ground = ground;
  }

  @Override
  public Answer lap(String way) throws InterruptedException {
    Ground here = Objects.requireNonNull(ground);
    Order order =
        Objects.requireNonNull(orders.get(way))
            .with("way", way)
            .with("uri", here.rs0().uri())
            .with("database", here.rs0().freshDatabase());
    try (Lap lap = Ways.program(way).start(order)) {
      return lap.await(LIMIT);
    }
  }
}
