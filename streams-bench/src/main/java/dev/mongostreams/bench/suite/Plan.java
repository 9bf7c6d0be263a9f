package dev.mongostreams.bench.suite;

import dev.mongostreams.bench.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much is measured. */
public enum Plan {
  /** What has a gate, as far as it fits into five minutes: loose figures. */
  QUICK(2, 1, 100_000, Duration.ofSeconds(2), Duration.ofSeconds(2)) {
    @Override
    public List<Scenario> scenarios() {
      return List.of(
          only(
              "drain-1k",
              "limit",
              "streams",
              "streams-checkpoint",
              "driver",
              "spring-raw",
              "debezium-tuned"),
          only("handler-20us", "streams", "driver"),
          only("latency-1000", "getMore", "streams", "driver", "spring", "debezium-tuned"),
          only("lanes-10x5ms", "streams", "streams-parallel-16").inPartOfRounds(3),
          only("heap-idle", "streams"),
          only("write-rate", "none", "streams"),
          only("away", "streams-checkpoint"),
          only("kill", "streams-checkpoint"));
    }
  },
  /** All that a report is made of, within an hour. */
  FULL(9, 5, 100_000, Duration.ofSeconds(4), Duration.ofSeconds(10)) {
    @Override
    public List<Scenario> scenarios() {
      return all();
    }
  };

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

  /** What it runs, in that order. */
  public abstract List<Scenario> scenarios();

  /** All that a plan may run, at the scale of this one. */
  public List<Scenario> all() {
    return new Catalogue(events, length, away).scenarios();
  }

  /** Finds a scenario by its name. */
  public Optional<Scenario> scenario(String name) {
    return all().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  Scenario only(String name, String... ways) {
    return scenario(name).orElseThrow().only(List.of(ways));
  }
}
