package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.bson.BsonDocument;
import org.bson.json.JsonParseException;

/** What a watcher has written over several lives: documents with versions that count up from 0. */
record Lines(Path out) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** What may be handled above the saved position, and so come again after a kill. */
  private static final int MOST_REPEATED = 100_000;

  void awaitCount(int count) {
    Awaitility.await().atMost(LIMIT).until(() -> count() >= count);
  }

  private long count() throws IOException {
    try (var lines = Files.lines(out)) {
      return lines.count();
    }
  }

  /** Waits for a document that was written when all others had been. */
  void awaitDocument(String id) {
    String key = "{\"_id\": \"" + id + "\"}";
    Awaitility.await().atMost(LIMIT).until(() -> Files.readString(out).contains(key));
  }

  /**
   * Checks that each version of each document came, the first time in order.
   *
   * @param newest the newest version of each document, by the text of its {@code _id}
   * @param kills how many lines may be torn
   */
  void check(Map<String, Integer> newest, int kills) throws IOException {
    List<String> lines = Files.readAllLines(out);
    Map<String, Integer> reached = new HashMap<>();
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
          assertThat(version).as("of " + id).isEqualTo(reached.getOrDefault(id, -1) + 1);
          reached.put(id, version);
        }
      } catch (JsonParseException half) {
        torn++;
      }
    }
    System.out.printf(
        "%d kills: %d lines, %d changes, %d repeated, %d torn%n",
        kills, lines.size(), seen.size(), repeated, torn);
    assertThat(torn).isLessThanOrEqualTo(kills);
    assertThat(repeated).isLessThanOrEqualTo(kills * MOST_REPEATED);
    assertThat(reached).containsAllEntriesOf(newest);
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
