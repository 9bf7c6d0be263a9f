package dev.mongostreams.bench.suite;

import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.record.Sample;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import dev.mongostreams.testkit.ReplicaSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs scenarios on a replica set of its own and keeps what was measured. For one thread. */
public final class Session {
  private final ReplicaSet rs0;
  private final Consumer<String> tell;
  private final Keeper keeper;

  /** Keeps what there is so far: an hour of laps must not be lost by the last one. */
  public interface Keeper {
    /** Keeps it instead of what it was given before. */
    void keep(Recording recording) throws IOException;
  }

  /**
   * Prepares a session; the replica set stays the caller's.
   *
   * @param keeper is called after each scenario
   */
  public Session(ReplicaSet rs0, Consumer<String> tell, Keeper keeper) {
    this.rs0 = rs0;
    this.tell = tell;
    this.keeper = keeper;
  }

  /**
   * Runs so many rounds of each scenario, one scenario after the other.
   *
   * @param slowRounds in how many of them the ways run that need several times as long as all
   *     others
   */
  public Recording run(String plan, List<Scenario> scenarios, int rounds, int slowRounds)
      throws IOException, InterruptedException {
    try (Ground ground = Ground.on(rs0, tell)) {
      Map<String, String> environment = new LinkedHashMap<>(Environment.describe(ground, plan));
      environment.put("rounds", rounds + " at most; Debezium " + slowRounds);
      environment.putAll(Environment.asked(scenarios));
      Map<String, String> questions = new LinkedHashMap<>();
      List<Sample> samples = new ArrayList<>();
      Recording recording = new Recording(environment, questions, samples);
      for (Scenario scenario : scenarios) {
        questions.put(scenario.name(), scenario.question());
        samples.addAll(new Rounds(ground).run(scenario, rounds, slowRounds));
        recording = new Recording(environment, questions, samples);
        keeper.keep(recording);
      }
      return recording;
    }
  }
}
