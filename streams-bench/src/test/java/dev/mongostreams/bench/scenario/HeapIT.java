package dev.mongostreams.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.testkit.ReplicaSet;
import org.junit.jupiter.api.Test;

class HeapIT {

  @Test
  void aBusyWatcherHoldsItsBudgetAndOneReplyAtMost() throws InterruptedException {
    try (ReplicaSet rs0 = ReplicaSet.start();
        Ground ground = Ground.on(rs0, line -> {})) {

      Answer answer = ProcessScenarios.busyHeap().lap(ground, "streams");

      assertThat(answer.fault()).isEmpty();
      assertThat(answer.figures().get("mib")).isBetween(1.0, 28.0);
    }
  }
}
