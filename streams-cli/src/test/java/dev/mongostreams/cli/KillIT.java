package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.json.JsonParseException;
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
    String uri = rs0.uri(database.getName());
    String[] options = {
      "--format", "json", "--checkpoint", "d", "--checkpoint-store", dir.toString()
    };
    Started streams = Started.streams(out, uri, options);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(() -> write(database.getCollection("things")));
    int killed = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      awaitLines(out, DOCUMENTS * 3 * kill / (KILLS + 2));
      killed += streams.kill() ? 1 : 0;
      streams = Started.streams(out, uri, options);
    }
    writer.get(120, TimeUnit.SECONDS);
    database.getCollection("things").insertOne(new Document("_id", "last"));
    awaitLast(out);
    streams.process().destroy();

    assertThat(streams.end()).isZero();
    assertThat(killed).as("kills that hit a running process").isEqualTo(KILLS);
    check(Files.readAllLines(out));
  }

  private static void awaitLines(Path out, int count) {
    await().atMost(Duration.ofMinutes(2)).until(() -> lines(out) >= count);
  }

  private static void awaitLast(Path out) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> Files.readString(out).contains("{\"_id\": \"last\"}"));
  }

  private static long lines(Path out) throws IOException {
    try (var lines = Files.lines(out)) {
      return lines.count();
    }
  }

  private static void check(List<String> lines) {
    Map<String, Integer> newest = new HashMap<>();
    Set<String> seen = new HashSet<>();
    int torn = 0;
    int repeated = 0;
    for (String line : lines) {
      try {
        BsonDocument event = BsonDocument.parse(line);
        String id = String.valueOf(event.getDocument("documentKey").get("_id"));
        int version = version(event);
        if (!seen.add(id + "/" + version)) {
          repeated++;
        } else {
          assertThat(version).as("of " + id).isEqualTo(newest.getOrDefault(id, -1) + 1);
          newest.put(id, version);
        }
      } catch (JsonParseException half) {
        torn++;
      }
    }
    System.out.printf(
        "%d kills: %d lines, %d repeated, %d torn%n", KILLS, lines.size(), repeated, torn);
    assertThat(torn).isLessThanOrEqualTo(KILLS);
    assertThat(seen).hasSize(DOCUMENTS * 3 + 1);
  }

  private static int version(BsonDocument event) {
    return event.containsKey("updateDescription")
        ? event
            .getDocument("updateDescription")
            .getDocument("updatedFields")
            .getInt32("version")
            .getValue()
        : 0;
  }
}
