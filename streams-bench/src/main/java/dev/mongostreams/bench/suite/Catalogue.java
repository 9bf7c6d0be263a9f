package dev.mongostreams.bench.suite;

import com.mongodb.WriteConcern;
import dev.mongostreams.bench.filter.FilterScenario;
import dev.mongostreams.bench.live.DeliveryScenario;
import dev.mongostreams.bench.live.LatencyScenario;
import dev.mongostreams.bench.live.PayloadScenario;
import dev.mongostreams.bench.live.PublishersScenario;
import dev.mongostreams.bench.live.WatchersScenario;
import dev.mongostreams.bench.live.WriteRateScenario;
import dev.mongostreams.bench.reader.Workload;
import dev.mongostreams.bench.scenario.DrainScenario;
import dev.mongostreams.bench.scenario.ProcessScenarios;
import dev.mongostreams.bench.scenario.ResumeScenario;
import dev.mongostreams.bench.scenario.Scenario;
import dev.mongostreams.bench.scenario.SmallestHeapScenario;
import dev.mongostreams.bench.slow.SlowSubscriberScenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * All scenarios that there are.
 *
 * @param events of a history
 * @param length of what is measured live
 * @param away how long a subscriber stays away
 */
record Catalogue(int events, Duration length, Duration away) {
  private static final int FEW = 3;

  /** What hardly varies, or takes minutes. */
  private static final int ONCE = 9;

  private static final List<String> DRAINING =
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

  private static final List<String> OURS =
      List.of(
          "streams",
          "streams-parallel-4",
          "streams-parallel-16",
          "streams-queue",
          "streams-driver-engine");

  /** In the order they are run: those with the most gates first. */
  List<Scenario> scenarios() {
    List<Scenario> scenarios = new ArrayList<>(drains());
    scenarios.addAll(latencies());
    scenarios.add(new FilterScenario(events).inPartOfRounds(FEW));
    scenarios.add(new WatchersScenario(length).inPartOfRounds(ONCE));
    scenarios.add(ProcessScenarios.lanes());
    scenarios.add(ProcessScenarios.idleHeap().inPartOfRounds(FEW));
    scenarios.add(ProcessScenarios.busyHeap().inPartOfRounds(FEW));
    ProcessScenarios.stuckHeaps().forEach(one -> scenarios.add(one.inPartOfRounds(FEW)));
    scenarios.add(new WriteRateScenario(length));
    scenarios.add(new DeliveryScenario("away", away).inPartOfRounds(FEW));
    scenarios.add(new DeliveryScenario("kill", Duration.ZERO).inPartOfRounds(FEW));
    scenarios.add(new PublishersScenario().inPartOfRounds(FEW));
    scenarios.add(new PayloadScenario().inPartOfRounds(ONCE));
    scenarios.add(new SlowSubscriberScenario(8_000, Duration.ofSeconds(4)).inPartOfRounds(ONCE));
    scenarios.add(LatencyScenario.idle(Duration.ofSeconds(2), 5).inPartOfRounds(ONCE));
    ProcessScenarios.handlers().forEach(one -> scenarios.add(one.inPartOfRounds(ONCE)));
    scenarios.add(new SmallestHeapScenario(30_000, Duration.ofSeconds(8)).inPartOfRounds(ONCE));
    scenarios.add(new ResumeScenario(List.of(1_000_000, 100_000, 10_000)).inPartOfRounds(ONCE));
    return List.copyOf(scenarios);
  }

  /** As many bytes of the large documents as of those of 1 KiB. */
  private List<Scenario> drains() {
    List<String> some = List.of("limit", "streams", "driver", "spring");
    return List.of(
        new DrainScenario("drain-1k", DRAINING, events, Workload.KIB, 0),
        new DrainScenario(
            "handler-20us", List.of("streams", "driver", "spring"), events, Workload.KIB, 20),
        new DrainScenario("drain-ways", OURS, events, Workload.KIB, 0).inPartOfRounds(FEW),
        new DrainScenario("drain-128", some, events, 128, 0).inPartOfRounds(FEW),
        new DrainScenario("drain-64k", some, events / 64, 64 * Workload.KIB, 0)
            .inPartOfRounds(FEW));
  }

  private List<Scenario> latencies() {
    return List.of(
        new LatencyScenario(
            "latency-1000",
            List.of(
                "getMore",
                "streams",
                "driver",
                "spring",
                "debezium",
                "debezium-tuned",
                "redis-pubsub",
                "redis-streams",
                "notify",
                "notify-wire",
                "notify-commit-100",
                "pymongo"),
            1_000,
            length,
            WriteConcern.MAJORITY),
        latency("latency-10", 10, WriteConcern.MAJORITY),
        latency("latency-100", 100, WriteConcern.MAJORITY),
        latency("latency-5000", 5_000, WriteConcern.MAJORITY),
        latency("latency-1000-w1", 1_000, WriteConcern.W1),
        latency("latency-1000-w1j", 1_000, WriteConcern.JOURNALED));
  }

  private Scenario latency(String name, int perSecond, WriteConcern concern) {
    return new LatencyScenario(
            name, List.of("getMore", "streams", "driver"), perSecond, length, concern)
        .inPartOfRounds(FEW);
  }
}
