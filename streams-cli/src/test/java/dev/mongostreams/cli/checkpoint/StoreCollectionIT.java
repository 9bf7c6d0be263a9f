package dev.mongostreams.cli.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.mongostreams.checkpoint.MongoCheckpointStore;
import dev.mongostreams.cli.Run;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The operator's commands on a collection of a real replica set. */
@ExtendWith(Rs0Extension.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoreCollectionIT {
  @TempDir private Path directory;

  @Test
  void oneIsMadeCopiedAndForgotten(ReplicaSet rs0, MongoDatabase database) {
    String collection = rs0.uri(database.getName() + ".checkpoints");
    String[] store = {"--checkpoint-store", collection};

    assertThat(run(store, "set", "d", "--start-at", "5:6").code()).isZero();
    assertThat(run(store, "copy", "d", "e", "--to-store", directory.toString()).code()).isZero();
    assertThat(run(store, "list").out()).startsWith("d  1970-01-01T00:00:05Z (5:6)  saved ");
    assertThat(run(store, "show", "d").out()).contains("position    at 1970-01-01T00:00:05Z (5:6)");
    assertThat(run(store, "reset", "d").code()).isZero();

    assertThat(run(store, "list").out()).isEmpty();
    assertThat(run(new String[] {"--checkpoint-store", directory.toString()}, "list").out())
        .startsWith("e  ");
    assertThat(MongoCheckpointStore.in(database.getCollection("checkpoints")).names()).isEmpty();
  }

  @Test
  void aViewIsRefused(ReplicaSet rs0, MongoDatabase database) {
    database.createCollection("things");
    database.createView("view", "things", List.of());
    String[] store = {"--checkpoint-store", rs0.uri(database.getName() + ".view")};

    Run run = run(store, "set", "d", "--start-at", "5:6");

    assertThat(run.code()).isEqualTo(8);
    assertThat(run.err())
        .contains(
            "streams: Cannot claim the checkpoint d in " + database.getName() + ".view",
            "  why: it is a view, which keeps nothing",
            "  do:  Name a collection.");
  }

  private static Run run(String[] store, String... arguments) {
    String[] all = new String[1 + arguments.length + store.length];
    all[0] = "checkpoint";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    System.arraycopy(store, 0, all, 1 + arguments.length, store.length);
    return Run.of(all);
  }
}
