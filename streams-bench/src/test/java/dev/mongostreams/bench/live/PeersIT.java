package dev.mongostreams.bench.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.mongodb.WriteConcern;
import dev.mongostreams.bench.filter.FilterScenario;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import dev.mongostreams.bench.scenario.Ways;
import dev.mongostreams.testkit.ReplicaSet;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scenarios in which other servers and languages are asked the same as we are, briefly. */
class PeersIT {
  private static final Scenario WATCHERS = new WatchersScenario(Duration.ofMillis(300));
  private static final Scenario FILTERS = new FilterScenario(100);
  private static final Scenario LATENCY =
      new LatencyScenario("latency", List.of(), 200, Duration.ofSeconds(1), WriteConcern.MAJORITY);
  private static Ground ground;

  @BeforeAll
  static void start() {
    ground = Ground.on(ReplicaSet.start(), line -> {});
  }

  @AfterAll
  static void stop() {
    List.of(WATCHERS, FILTERS, LATENCY).forEach(Scenario::end);
    ground.close();
    ground.rs0().close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "redis-pubsub-3", "notify-3"})
  void eachOfManyHearsOfEachNumberOnce(String way) throws InterruptedException {
    Answer answer = WATCHERS.lap(ground, way);

    assertThat(answer.fault()).isEmpty();
    assertThat(answer.figures().get("rate")).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis-pubsub-keep-100", "redis-pubsub-keep-6", "notify-keep-6"})
  void whatAPatternOrAChannelLeavesOutIsNotSent(String way) throws InterruptedException {
    Answer answer = FILTERS.lap(ground, way);

    assertThat(answer.fault()).isEmpty();
    assertThat(answer.figures().get("bytesPerKept")).isCloseTo(1_200, within(176.0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis-pubsub",
        "redis-streams",
        "notify",
        "notify-wire",
        "notify-commit-100",
        "pymongo"
      })
  void eachPeerIsTimedAsWeAre(String way) throws InterruptedException {
    assumeThat(Ways.leftOut(way)).isEmpty();

    Answer answer = LATENCY.lap(ground, way);

    assertThat(answer.figures())
        .containsEntry("written", 200.0)
        .containsEntry("lost", 0.0)
        .containsKeys("dueP50Micros", "ackP90Micros");
  }
}
