package dev.mongostreams.bench.scenario;

import dev.mongostreams.bench.lap.Answer;
import java.util.List;

/** A scenario of which only some ways are asked, or only in a part of the rounds. */
record Asked(Scenario scenario, List<String> ways, int part) implements Scenario {

  @Override
  public String name() {
    return scenario.name();
  }

  @Override
  public String question() {
    return scenario.question();
  }

  @Override
  public int rounds(String way, int planned) {
    return scenario.rounds(way, planned);
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
