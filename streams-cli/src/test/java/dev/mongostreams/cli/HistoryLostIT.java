package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.testkit.ReplicaSet;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An oplog that is really overrun while nobody watches. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HistoryLostIT {
  @TempDir Path dir;

  @Test
  void endsWithSixOrGoesOnAndSaysWhatIsMissing() {
    try (ReplicaSet rs0 = ReplicaSet.builder().oplogMb(1).argument("--syncdelay", "1").start();
        MongoClient client = MongoClients.create(rs0.uri())) {
      MongoDatabase database = client.getDatabase(rs0.freshDatabase());
      String uri = rs0.uri(database.getName());
      MongoCollection<Document> things = database.getCollection("things");
      assertThat(watch(uri, "--idle-timeout", "500ms").code()).isZero();
      things.insertOne(new Document("_id", "lost"));
      Overrun.of(client, database);

      Run stopped = watch(uri, "--idle-timeout", "500ms");
      assertThat(stopped.code()).isEqualTo(6);
      assertThat(stopped.err())
          .contains("gap: changes of " + database.getName() + ".things after ")
          .contains(" were not delivered; the server's history begins at ")
          .contains("do:  ");

      Run gone = watch(uri, "--idle-timeout", "2s", "--stats", "300ms", "--on-history-lost", "now");
      assertThat(gone.code()).isZero();
      assertThat(gone.err())
          .contains("gap: changes of ")
          .contains(" 1 gaps")
          .contains(" of history left");

      things.insertOne(new Document("_id", "seen"));
      Run after = watch(uri, "--limit", "1");
      assertThat(after.code()).isZero();
      assertThat(after.out()).contains("\"seen\"").doesNotContain("\"lost\"");
    }
  }

  private Run watch(String uri, String... more) {
    String[] fixed = {
      "--uri", uri,
      "--collection", "things",
      "--format", "json",
      "--checkpoint", "d",
      "--checkpoint-store", dir.toString()
    };
    String[] all = new String[fixed.length + more.length];
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return Run.of(all);
  }
}
