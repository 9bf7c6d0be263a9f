package dev.mongostreams.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.record.Sample;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import dev.mongostreams.testkit.ReplicaSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsIT {

  @Test
  void rotatesAndSpreadsThoseThatRunInFewerRounds() throws InterruptedException {
    try (ReplicaSet rs0 = ReplicaSet.start();
        Ground ground = Ground.on(rs0, line -> {})) {
      List<Sample> samples = new Rounds(ground).run(new Named(), 4, 2);

      assertThat(samples)
          .extracting(sample -> sample.round() + " " + sample.way())
          .containsExactly(
              "1 ours", "1 theirs", "1 debezium", "2 ours", "3 debezium", "3 ours", "4 ours");
    }
  }

  /** Where {@code theirs} shows all there is in one round. */
  private static final class Named implements Scenario {

    @Override
    public String name() {
      return "named";
    }

    @Override
    public String question() {
      return "Who is asked when?";
    }

    @Override
    public List<String> ways() {
      return List.of("ours", "theirs", "debezium");
    }

    @Override
    public int rounds(String way, int planned) {
      return way.equals("theirs") ? 1 : planned;
    }

    @Override
    public Answer lap(Ground ground, String way) {
      return new Answer();
    }
  }
}
