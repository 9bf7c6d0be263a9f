package dev.mongostreams.bench.suite;

import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.record.Sample;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import dev.mongostreams.bench.scenario.Ways;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Lets the ways of a scenario take turns, in an order that rotates. */
final class Rounds {
  private final Ground ground;

  Rounds(Ground ground) {
    this.ground = ground;
  }

  /**
   * Prepares a scenario and runs its rounds.
   *
   * @param slowRounds in how many of them its slow ways run
   */
  List<Sample> run(Scenario scenario, int planned, int slowRounds) throws InterruptedException {
    ground.tell().accept(scenario.name() + ": " + scenario.question());
    try {
      scenario.prepare(ground);
      return rounds(scenario, Math.max(1, planned / scenario.part()), slowRounds);
    } catch (RuntimeException unprepared) {
      ground.tell().accept("VOID: " + scenario.name() + ": " + unprepared.getMessage());
      return scenario.ways().stream().map(way -> unprepared(scenario, way, unprepared)).toList();
    } finally {
      end(scenario);
    }
  }

  private static Sample unprepared(Scenario scenario, String way, RuntimeException why) {
    return new Sample(
        scenario.name(), way, 1, Map.of(), "it could not be prepared: " + why.getMessage());
  }

  private void end(Scenario scenario) {
    try {
      scenario.end();
    } catch (RuntimeException left) {
      // Nothing that has been measured is wrong because of it.
      ground.tell().accept(scenario.name() + " did not end: " + left.getMessage());
    }
  }

  private List<Sample> rounds(Scenario scenario, int rounds, int slowRounds)
      throws InterruptedException {
    List<String> order = ways(scenario);
    List<Sample> samples = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      long begin = System.nanoTime();
      for (String way : order) {
        if (!runs(scenario, way, round, rounds, slowRounds)) {
          continue;
        }
        Answer answer = lap(scenario, way);
        Sample sample = new Sample(scenario.name(), way, round, answer.figures(), answer.fault());
        if (sample.isVoid()) {
          ground.tell().accept("VOID: " + way + " in " + scenario.name() + ": " + sample.fault());
        }
        samples.add(sample);
      }
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
      ground
          .tell()
          .accept(scenario.name() + ": round " + round + " of " + rounds + ", " + seconds + " s");
      Collections.rotate(order, 1);
    }
    return samples;
  }

  /** Those that run in fewer rounds do so all along, as a machine may be busier for a while. */
  private static boolean runs(Scenario scenario, String way, int round, int rounds, int slow) {
    int wanted = scenario.rounds(way, rounds);
    int most = Math.min(rounds, Ways.slow(way) ? Math.min(wanted, slow) : wanted);
    return round == 1 || (round - 1) * most / rounds != (round - 2) * most / rounds;
  }

  private List<String> ways(Scenario scenario) {
    List<String> ways = new ArrayList<>();
    for (String way : scenario.ways()) {
      Optional<String> why = Ways.leftOut(way);
      if (why.isPresent()) {
        ground.tell().accept(scenario.name() + ": " + way + " is left out: " + why.get());
      } else {
        ways.add(way);
      }
    }
    return ways;
  }

  private Answer lap(Scenario scenario, String way) throws InterruptedException {
    try {
      return scenario.lap(ground, way);
    } catch (RuntimeException broken) {
      // Whatever broke it, the other laps are worth their time.
      return new Answer().fault(String.valueOf(broken.getMessage()));
    }
  }
}
