package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.mongostreams.testkit.Member;
import dev.mongostreams.testkit.ReplicaSet;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.BsonInt32;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three members, four writers, and faults one after the other: step-downs, SIGKILL of the primary,
 * SIGKILL of the watching process. 40 seconds; {@code -Dstreams.soak=PT30M} for longer.
 */
class SoakIT {
  private static final Duration SOAK = Duration.parse(System.getProperty("streams.soak", "PT40S"));
  private static final int WRITERS = 4;
  private static final int DOCUMENTS = 5;

  @TempDir Path dir;

  private final Random random = new Random(80);
  private final AtomicBoolean over = new AtomicBoolean();
  private int kills;
  private int elections;

  @Test
  void deliversAllInTheOrderOfEachDocument() throws Exception { // 80
    try (ReplicaSet rs0 = ReplicaSet.builder().from("local").members(3).start();
        MongoClient client = MongoClients.create(rs0.uri() + "&serverSelectionTimeoutMS=30000")) {
      String database = rs0.freshDatabase();
      MongoCollection<Document> things =
          client
              .getDatabase(database)
              .getCollection("things")
              .withWriteConcern(WriteConcern.MAJORITY);
      String[] options = {
        "--format", "json", "--wait", "--checkpoint", "d", "--checkpoint-store", dir.toString()
      };
      Path out = dir.resolve("out.ndjson");
      Started streams = Started.streams(out, rs0.uri(database), options);
      List<CompletableFuture<Map<String, Integer>>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int first = writer * DOCUMENTS;
        writers.add(CompletableFuture.supplyAsync(() -> write(things, first)));
      }
      Instant end = Instant.now().plus(SOAK);
      while (Instant.now().isBefore(end)) {
        TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(2_500));
        streams = fault(rs0, streams, out, rs0.uri(database), options);
      }
      over.set(true);
      Map<String, Integer> newest = new HashMap<>();
      for (var writer : writers) {
        newest.putAll(writer.get(2, TimeUnit.MINUTES));
      }
      set(things, "last", 0);
      Lines lines = new Lines(out);
      lines.awaitDocument("last");
      streams.process().destroy();

      assertThat(streams.end()).isZero();
      assertThat(kills).isPositive();
      assertThat(elections).isPositive();
      lines.check(newest, kills);
    }
  }

  private Started fault(ReplicaSet rs0, Started streams, Path out, String uri, String... options)
      throws Exception {
    switch (random.nextInt(3)) {
      case 0 -> elections += steppedDown(rs0) ? 1 : 0;
      case 1 -> {
        Member primary = rs0.primary();
        primary.kill();
        elections++;
        try {
          rs0.primary();
        } finally {
          primary.restart();
        }
      }
      default -> {
        kills += streams.kill() ? 1 : 0;
        return Started.streams(out, uri, options);
      }
    }
    return streams;
  }

  /** The server refuses while no other member has caught up, as right after a restart. */
  private static boolean steppedDown(ReplicaSet rs0) {
    try {
      rs0.stepDown();
      return true;
    } catch (MongoException refused) {
      return false;
    }
  }

  /** Counts documents up until it is over, one after the other, each write until it is taken. */
  private Map<String, Integer> write(MongoCollection<Document> things, int first) {
    Map<String, Integer> newest = new HashMap<>();
    for (int version = 0; !over.get(); version++) {
      for (int id = first; id < first + DOCUMENTS; id++) {
        set(things, id, version);
        newest.put(new BsonInt32(id).toString(), version);
      }
    }
    return newest;
  }

  /** Setting what is set already changes nothing, so a write may be tried again. */
  private static void set(MongoCollection<Document> things, Object id, int version) {
    Instant limit = Instant.now().plus(Duration.ofMinutes(2));
    boolean taken = false;
    while (!taken) {
      try {
        things.updateOne(
            Filters.eq(id), Updates.set("version", version), new UpdateOptions().upsert(true));
        taken = true;
      } catch (MongoException passing) {
        if (Instant.now().isAfter(limit)) {
          throw passing;
        }
      }
    }
  }
}
