package dev.mongostreams.bench.suite;

import com.mongodb.WriteConcern;
import dev.mongostreams.bench.live.DeliveryScenario;
import dev.mongostreams.bench.live.LatencyScenario;
import dev.mongostreams.bench.live.PayloadScenario;
import dev.mongostreams.bench.live.PublishersScenario;
import dev.mongostreams.bench.live.WatchersScenario;
import dev.mongostreams.bench.live.WriteRateScenario;
import dev.mongostreams.bench.reader.Workload;
import dev.mongostreams.bench.scenario.DrainScenario;
import dev.mongostreams.bench.scenario.FilterScenario;
import dev.mongostreams.bench.scenario.ProcessScenarios;
import dev.mongostreams.bench.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much is measured. */
public enum Plan {
  /** Loose figures within five minutes. */
  QUICK(3, 1, 30_000, Duration.ofSeconds(2), Duration.ofSeconds(2)),
  /** All that a report is made of, within an hour. */
  FULL(9, 9, 100_000, Duration.ofSeconds(10), Duration.ofSeconds(10));

  private static final List<String> ALL =
      List.of(
          "limit",
          "streams",
          "streams-checkpoint",
          "driver",
          "driver-raw",
          "spring",
          "spring-raw",
          "debezium",
          "debezium-tuned",
          "pymongo");

  private final int rounds;
  private final int slowRounds;
  private final int events;
  private final Duration length;
  private final Duration away;

  Plan(int rounds, int slowRounds, int events, Duration length, Duration away) {
    this.rounds = rounds;
    this.slowRounds = slowRounds;
    this.events = events;
    this.length = length;
    this.away = away;
  }

  /** Its name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How often each way runs. */
  public int rounds() {
    return rounds;
  }

  /** In how many of the rounds the ways run that need several times as long as all others. */
  public int slowRounds() {
    return slowRounds;
  }

  /** All scenarios, in the order they are run. */
  public List<Scenario> scenarios() {
    List<Scenario> scenarios = new ArrayList<>(fast());
    if (this == FULL) {
      scenarios.addAll(sizes());
      scenarios.addAll(latencies());
    }
    scenarios.add(new FilterScenario(events));
    scenarios.add(new WatchersScenario(length));
    scenarios.add(ProcessScenarios.lanes());
    scenarios.add(ProcessScenarios.idleHeap());
    scenarios.addAll(ProcessScenarios.stuckHeaps());
    scenarios.add(new WriteRateScenario(length));
    scenarios.add(new DeliveryScenario("away", away));
    scenarios.add(new DeliveryScenario("kill", Duration.ZERO));
    scenarios.add(new PublishersScenario());
    scenarios.add(new PayloadScenario());
    return List.copyOf(scenarios);
  }

  /** Small documents and large ones; as many bytes of the large ones as of those of 1 KiB. */
  private List<Scenario> sizes() {
    List<String> ways = List.of("limit", "streams", "driver", "spring");
    return List.of(
        new DrainScenario("drain-128", ways, events, 128, 0),
        new DrainScenario("drain-64k", ways, events / 64, 64 * Workload.KIB, 0));
  }

  private List<Scenario> latencies() {
    return List.of(
        latency("latency-10", 10, WriteConcern.MAJORITY),
        latency("latency-100", 100, WriteConcern.MAJORITY),
        latency("latency-5000", 5_000, WriteConcern.MAJORITY),
        latency("latency-1000-w1", 1_000, WriteConcern.W1),
        latency("latency-1000-w1j", 1_000, WriteConcern.JOURNALED));
  }

  private Scenario latency(String name, int perSecond, WriteConcern concern) {
    return new LatencyScenario(
        name, List.of("getMore", "streams", "driver"), perSecond, length, concern);
  }

  private List<Scenario> fast() {
    return List.of(
        new DrainScenario("drain-1k", ALL, events, Workload.KIB, 0),
        new DrainScenario(
            "handler-20us", List.of("streams", "driver", "spring"), events, Workload.KIB, 20),
        new LatencyScenario(
            "latency-1000",
            List.of("getMore", "streams", "driver", "spring", "debezium", "debezium-tuned"),
            1_000,
            length,
            WriteConcern.MAJORITY));
  }

  /** Finds a scenario by its name. */
  public Optional<Scenario> scenario(String name) {
    return scenarios().stream().filter(one -> one.name().equals(name)).findFirst();
  }
}
