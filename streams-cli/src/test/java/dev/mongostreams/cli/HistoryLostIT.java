package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.testkit.ReplicaSet;
import java.nio.file.Path;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An oplog that is really overrun while nobody watches. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HistoryLostIT {
  private static final int FILLING_BYTES = 256 << 10;
  private static final int MOST_DOCUMENTS = 4_000;

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
      overrun(client, database);

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

  /** Writes until what was the newest entry is gone: the server cuts once a second. */
  private static void overrun(MongoClient client, MongoDatabase database) {
    BsonTimestamp newest =
        database.runCommand(new Document("ping", 1)).get("operationTime", BsonTimestamp.class);
    String filling = "x".repeat(FILLING_BYTES);
    for (int written = 0; oldest(client).compareTo(newest) <= 0; written++) {
      assertThat(written).isLessThan(MOST_DOCUMENTS);
      database.getCollection("filling").insertOne(new Document("filling", filling));
    }
  }

  private static BsonTimestamp oldest(MongoClient client) {
    Document first =
        client
            .getDatabase("local")
            .getCollection("oplog.rs")
            .find()
            .projection(new Document("ts", 1))
            .sort(new Document("$natural", 1))
            .first();
    assertThat(first).isNotNull();
    return first.get("ts", BsonTimestamp.class);
  }
}
