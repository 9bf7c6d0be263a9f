package dev.mongostreams.bench.scenario;

import dev.mongostreams.bench.lap.Answer;
import java.util.List;

/** A scenario that asks only some of its ways. */
record OnlySome(Scenario scenario, List<String> ways) implements Scenario {

  @Override
  public String name() {
    return scenario.name();
  }

  @Override
  public String question() {
    return scenario.question();
  }

  @Override
  public int part() {
    return scenario.part();
  }

  @Override
  public void prepare(Ground ground) throws InterruptedException {
    scenario.prepare(ground);
  }

  @Override
  public Answer lap(Ground ground, String way) throws InterruptedException {
    return scenario.lap(ground, way);
  }

  @Override
  public void end() {
    scenario.end();
  }
}
