package dev.mongostreams.demo.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Operation;
import dev.mongostreams.Watcher;
import dev.mongostreams.demo.ai.AiDatabase;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Rs0Extension.class)
class TrafficIT {
  private final ReplicaSet rs0;

  TrafficIT(ReplicaSet rs0) {
    this.rs0 = rs0;
  }

  @Test
  void makesOneEventAWriteOfEveryKind() throws InterruptedException {
    ExampleRun run = run(5_000);
    try (ChangeStreams streams = ChangeStreams.connect(run.uri());
        Watcher watcher = streams.watchDatabase().onChange(change -> {}).start()) {
      Traffic traffic = Traffic.start(run);
      assertThat(run.settles(() -> traffic.writes() > 1_500)).isTrue();
      traffic.close();
      long writes = traffic.writes();

      assertThat(run.settles(() -> watcher.stats().events() >= writes)).isTrue();
      assertThat(watcher.stats().events()).isEqualTo(writes);
      assertThat(watcher.stats().operations())
          .containsKeys(Operation.INSERT, Operation.UPDATE, Operation.REPLACE, Operation.DELETE);
    }
  }

  @Test
  void writesWhatTheAiDatabaseReads() throws InterruptedException {
    ExampleRun run = run(1_000);
    Traffic traffic = Traffic.start(run);
    assertThat(run.settles(() -> traffic.writes() > 100)).isTrue();
    traffic.close();

    try (AiDatabase ai = AiDatabase.open("mongodb", run.uri())) {
      assertThat(ai.findModel(1)).isPresent();
      assertThat(ai.findVersions(1)).hasSize(1);
      assertThat(ai.findPredictions(1)).isNotEmpty();
      assertThat(ai.findMetrics(1)).isNotNull();
    }
  }

  @Test
  void writesNothingBehindTheModelsAtARateOfZero() {
    Traffic traffic = Traffic.start(run(0));
    traffic.close();

    assertThat(traffic.writes()).isEqualTo(8);
  }

  private ExampleRun run(int rate) {
    return new ExampleRun(rs0, rate, null, new Ending(), text -> {});
  }
}
