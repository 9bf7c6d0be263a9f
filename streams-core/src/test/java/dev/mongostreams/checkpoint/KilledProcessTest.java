package dev.mongostreams.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.failure.CheckpointFailedException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another process that holds the checkpoint, and dies of SIGKILL. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class KilledProcessTest {
  private static final int ROUNDS = 8;
  private static final int LIMIT_SECONDS = 30;
  private static final int SIGKILLED = 128 + 9;

  @TempDir private Path directory;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endWhatStillRuns() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void leavesTheOldCheckpointOrTheNewOne() throws Exception { // 29
    int last = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      Process child = start();
      try (BufferedReader said = child.inputReader(UTF_8)) {
        int before = last;
        // Somewhere in the middle of the saves that follow, another place each round.
        for (int saves = 0; saves < round * 7; saves++) {
          last = Integer.parseInt(said.readLine());
        }
        assertThat(child.isAlive()).as("it is killed while it saves").isTrue();
        child.toHandle().destroyForcibly(); // without closing its output
        for (String line = said.readLine(); line != null; line = said.readLine()) {
          last = Integer.parseInt(line);
        }
        assertThat(child.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as("not by itself").isEqualTo(SIGKILLED);
        assertThat(last).isGreaterThanOrEqualTo(before + round * 7);
      }

      int saved = SavingLoop.numberOf(FileCheckpointStore.at(directory).read("w"));
      assertThat(saved).as("round %d", round).isBetween(last, last + 1);
      last = saved;
    }
  }

  @Test
  void aSecondProcessIsRefusedUntilTheFirstHasDied() throws Exception { // 32
    Process child = start();
    try (BufferedReader said = child.inputReader(UTF_8)) {
      assertThat(said.readLine()).isEqualTo("1");
      CheckpointStore store = FileCheckpointStore.at(directory);
      assertThatThrownBy(() -> store.claim("w"))
          .isInstanceOf(CheckpointFailedException.class)
          .hasMessageContaining(": another watcher holds it.");
      assertThatThrownBy(() -> store.delete("w")).hasMessageContaining("another watcher holds it.");
      assertThat(store.read("w")).isNotNull();

      child.toHandle().destroyForcibly(); // without closing its output
      assertThat(child.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();

      store.claim("w").close();
    }
  }

  @Test
  void aRefusedClaimOfThisProcessDoesNotFreeTheNameForAnother() throws Exception { // 32
    CheckpointStore store = FileCheckpointStore.at(directory);
    try (CheckpointSlot slot = store.claim("w")) {
      assertThatThrownBy(() -> store.claim("w")).isInstanceOf(CheckpointFailedException.class);

      Process child = start();

      assertThat(child.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).isOne();
      assertThat(slot.loaded()).isNull();
      assertThat(store.read("w")).isNull();
    }
  }

  private Process start() throws IOException, URISyntaxException {
    String classes =
        String.join(
            File.pathSeparator,
            Path.of("target", "classes").toString(),
            Path.of("target", "test-classes").toString(),
            Path.of(BsonDocument.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString());
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                SavingLoop.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    started.add(child);
    return child;
  }
}
