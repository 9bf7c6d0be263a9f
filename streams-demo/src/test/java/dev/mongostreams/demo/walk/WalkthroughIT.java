package dev.mongostreams.demo.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Rs0Extension.class)
class WalkthroughIT {
  private final ReplicaSet rs0;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  WalkthroughIT(ReplicaSet rs0) {
    this.rs0 = rs0;
  }

  @Test
  void namesTheStepAndTheClaimThatDoesNotHold() {
    boolean asTold = walk(Duration.ofSeconds(30), step("Fine", stage -> {}), failing()).play(rs0);

    assertThat(asTold).isFalse();
    assertThat(err.toString().lines())
        .containsExactly(
            "NOT AS TOLD in step 2, A claim that does not hold:",
            "  two is three",
            "  but found: 2 instead of 3");
  }

  @Test
  void playsNothingBehindAFailedStep() {
    walk(Duration.ofSeconds(30), failing(), step("Never", stage -> {})).play(rs0);

    assertThat(out.toString()).doesNotContain("Never").doesNotContain("as told");
  }

  @Test
  void dropsItsDatabasesAfterASuccessAndAfterAFailure() {
    List<String> used = new ArrayList<>();
    Step writing =
        step(
            "Writing",
            stage -> {
              stage.ai().createModel("a", "tree");
              stage.scratch().createCollection("shapes");
              used.add(stage.database().getName());
              used.add(stage.scratch().getName());
              assertThat(databases()).containsAll(used);
            });

    assertThat(walk(Duration.ofSeconds(30), writing).play(rs0)).isTrue();
    assertThat(walk(Duration.ofSeconds(30), writing, failing()).play(rs0)).isFalse();

    assertThat(used).hasSize(4).doesNotHaveDuplicates();
    assertThat(databases()).doesNotContainAnyElementsOf(used);
  }

  @Test
  void givesUpAStepThatDoesNotEnd() {
    CountDownLatch never = new CountDownLatch(1);

    boolean asTold =
        walk(Duration.ofMillis(200), step("Hanging", stage -> never.await())).play(rs0);

    assertThat(asTold).isFalse();
    assertThat(err.toString()).startsWith("NOT AS TOLD in step 1, Hanging:");
  }

  @Test
  void tellsWhatAStepDiedOf() {
    Step dying =
        step(
            "Dying",
            stage -> {
              throw new IllegalStateException("no more");
            });

    assertThat(walk(Duration.ofSeconds(30), dying).play(rs0)).isFalse();

    assertThat(err.toString())
        .startsWith("NOT AS TOLD in step 1, Dying:")
        .contains("IllegalStateException: no more");
  }

  @Test
  void refusesAStepWhoseRegionIsMissing() {
    Step pretending = new PlayedStep("Pretending", List.of("nowhere"), stage -> {});

    assertThat(walk(Duration.ofSeconds(30), pretending).play(rs0)).isFalse();

    assertThat(err.toString()).contains("Cannot show region nowhere of PlayedStep.java");
  }

  private Walkthrough walk(Duration limit, Step... steps) {
    return new Walkthrough(
        List.of(steps), new PrintWriter(out, true), new PrintWriter(err, true), limit);
  }

  private List<String> databases() {
    try (MongoClient client = MongoClients.create(rs0.uri())) {
      return client.listDatabaseNames().into(new ArrayList<>());
    }
  }

  private static Step failing() {
    return step(
        "A claim that does not hold",
        stage -> {
          stage.ai().createModel("classifier", "resnet50");
          stage.expect("two is three", 3, 2);
        });
  }

  private static Step step(String title, PlayedStep.Play play) {
    return new PlayedStep(title, List.of(), play);
  }
}
