package dev.mongostreams.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.bench.fork.Program;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.testkit.ReplicaSet;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallestHeapIT {
  @TempDir private Path directory;

  @Test
  void findsASizeThatIsEnough() throws InterruptedException {
    try (ReplicaSet rs0 = ReplicaSet.builder().start();
        MongoClient client = MongoClients.create(rs0.uri())) {
      Ground ground = new Ground(rs0, client, directory, line -> {});
      SmallestHeapScenario scenario = new SmallestHeapScenario(3_000, Duration.ofMinutes(1));
      scenario.prepare(ground);

      Answer answer = scenario.lap(ground, "streams");

      assertThat(answer.fault()).isEmpty();
      assertThat(answer.figures().get("smallestMib")).isBetween(8.0, 128.0);
    }
  }

  @Test
  void onlyAJvmHasAHeapToChoose() {
    Program other = Program.command("true");

    assertThatThrownBy(() -> other.heapMib(8))
        .hasMessage("Cannot give a heap to a program that is no JVM of ours.");
  }
}
