package dev.mongostreams.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.suite.Plan;
import dev.mongostreams.testkit.ReplicaSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandlersIT {
  private static Ground ground;

  @BeforeAll
  static void start() {
    ground = Ground.on(ReplicaSet.start(), line -> {});
  }

  @AfterAll
  static void stop() {
    ground.close();
    ground.rs0().close();
  }

  @ParameterizedTest
  @CsvSource({
    "handler-5ms-1key,driver",
    "handler-5ms-10keys,streams-parallel-4",
    "handler-1ms-1000keys,streams-parallel-16",
    "lanes-10x5ms,streams"
  })
  void countsWhatAHandlerThatWaitsHasHandled(String scenario, String way)
      throws InterruptedException {
    Answer answer = lap(scenario, way);

    assertThat(answer.fault()).isEmpty();
    assertThat(answer.figures().get("rate")).isPositive();
    assertThat(answer.figures().get("handled")).isPositive();
  }

  @Test
  void workersHelpWhereThereAreAsManyDocuments() throws InterruptedException {
    double one = rate(lap("handler-5ms-1000keys", "streams"));
    double sixteen = rate(lap("handler-5ms-1000keys", "streams-parallel-16"));

    // 16 times at best; a machine that is busy with other things still has them wait side by side.
    assertThat(sixteen).isGreaterThan(2 * one);
  }

  @Test
  void oneDocumentStaysInOneLane() throws InterruptedException {
    double sixteen = rate(lap("handler-5ms-1key", "streams-parallel-16"));

    assertThat(sixteen).isLessThanOrEqualTo(1_000 / 5.0);
  }

  private static double rate(Answer answer) {
    assertThat(answer.fault()).isEmpty();
    return answer.figures().getOrDefault("rate", 0.0);
  }

  private Answer lap(String scenario, String way) throws InterruptedException {
    return Plan.QUICK.scenario(scenario).orElseThrow().lap(ground, way);
  }
}
