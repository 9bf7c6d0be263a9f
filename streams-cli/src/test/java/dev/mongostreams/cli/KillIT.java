package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.BsonInt32;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A watcher that is killed again and again while somebody writes. */
@ExtendWith(Rs0Extension.class)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillIT {
  private static final int DOCUMENTS = 4_000;
  private static final int KILLS = 4;

  @TempDir Path dir;

  /** Each document is inserted, and then updated twice. */
  private static void write(MongoCollection<Document> things) {
    for (int first = 0; first < DOCUMENTS; first += 20) {
      List<Document> some = new ArrayList<>();
      for (int id = first; id < first + 20; id++) {
        some.add(new Document("_id", id).append("version", 0));
      }
      things.insertMany(some);
      for (int version = 1; version <= 2; version++) {
        things.updateMany(Filters.gte("_id", first), Updates.set("version", version));
      }
    }
  }

  @Test
  void losesNothingAndKeepsTheOrderOfEachDocument(ReplicaSet rs0, MongoDatabase database)
      throws Exception { // 29, 33
    Path out = dir.resolve("out.ndjson");
    Lines lines = new Lines(out);
    String uri = rs0.uri(database.getName());
    String[] options = {
      "--format", "json", "--checkpoint", "d", "--checkpoint-store", dir.toString()
    };
    Started streams = Started.streams(out, uri, options);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(() -> write(database.getCollection("things")));
    int killed = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      lines.awaitCount(DOCUMENTS * 3 * kill / (KILLS + 2));
      killed += streams.kill() ? 1 : 0;
      streams = Started.streams(out, uri, options);
    }
    writer.get(120, TimeUnit.SECONDS);
    database.getCollection("things").insertOne(new Document("_id", "last"));
    lines.awaitDocument("last");
    streams.process().destroy();

    assertThat(streams.end()).isZero();
    assertThat(killed).as("kills that hit a running process").isEqualTo(KILLS);
    Map<String, Integer> newest = new HashMap<>();
    IntStream.range(0, DOCUMENTS).forEach(id -> newest.put(new BsonInt32(id).toString(), 2));
    lines.check(newest, KILLS);
  }
}
