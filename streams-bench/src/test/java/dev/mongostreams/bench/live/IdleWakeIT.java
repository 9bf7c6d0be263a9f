package dev.mongostreams.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.testkit.ReplicaSet;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdleWakeIT {
  private static final Duration EVERY = Duration.ofMillis(200);

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
  @ValueSource(strings = {"getMore", "streams", "driver", "spring"})
  void hearsOfEachOfTheFewWrites(String way) throws InterruptedException {
    long begin = System.nanoTime();

    Answer answer = LatencyScenario.idle(EVERY, 5).lap(ground, way);

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(EVERY.multipliedBy(4));
    assertThat(answer.fault()).isEmpty();
    assertThat(answer.figures())
        .containsEntry("written", 5.0)
        .containsEntry("lost", 0.0)
        .containsKeys("ackP50Micros", "ackP90Micros");
  }
}
