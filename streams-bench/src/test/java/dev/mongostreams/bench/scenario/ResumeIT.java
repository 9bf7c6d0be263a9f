package dev.mongostreams.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.testkit.ReplicaSet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeIT {
  @TempDir private Path directory;

  @Test
  void measuresTheFirstChangeFromNearAndFromFar() throws InterruptedException {
    try (ReplicaSet rs0 = ReplicaSet.builder().start();
        MongoClient client = MongoClients.create(rs0.uri())) {
      Ground ground = new Ground(rs0, client, directory, line -> {});
      ResumeScenario scenario = new ResumeScenario(List.of(2_000, 50));
      scenario.prepare(ground);

      assertThat(scenario.ways()).containsExactly("pbrt", "token-50", "token-2k");
      for (String way : scenario.ways()) {
        Answer answer = scenario.lap(ground, way);

        assertThat(answer.fault()).as(way).isEmpty();
        assertThat(answer.figures().get("firstMicros")).as(way).isPositive();
      }
    }
  }
}
