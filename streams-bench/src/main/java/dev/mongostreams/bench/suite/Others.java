package dev.mongostreams.bench.suite;

import dev.mongostreams.bench.live.LatencyScenario;
import dev.mongostreams.bench.scenario.ProcessScenarios;
import dev.mongostreams.bench.scenario.ResumeScenario;
import dev.mongostreams.bench.scenario.Scenario;
import dev.mongostreams.bench.scenario.SmallestHeapScenario;
import dev.mongostreams.bench.slow.SlowSubscriberScenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Scenarios that run when they are named, whatever the plan. */
final class Others {
  private Others() {}

  /** All of them. */
  static List<Scenario> scenarios() {
    List<Scenario> scenarios = new ArrayList<>(ProcessScenarios.handlers());
    scenarios.add(LatencyScenario.idle(Duration.ofSeconds(2), 5));
    scenarios.add(new SlowSubscriberScenario(8_000, Duration.ofSeconds(4)));
    scenarios.add(new SmallestHeapScenario(30_000, Duration.ofSeconds(8)));
    scenarios.add(new ResumeScenario(List.of(1_000_000, 100_000, 10_000)));
    return List.copyOf(scenarios);
  }
}
