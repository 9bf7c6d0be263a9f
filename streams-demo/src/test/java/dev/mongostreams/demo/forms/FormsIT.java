package dev.mongostreams.demo.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeHandler;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.checkpoint.MemoryCheckpointStore;
import dev.mongostreams.demo.walk.Inbox;
import dev.mongostreams.testkit.Rs0Extension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Rs0Extension.class)
class FormsIT {
  private static final int DOCUMENTS = 50;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static List<Document> documents() {
    return IntStream.range(0, DOCUMENTS).mapToObj(id -> new Document("_id", id)).toList();
  }

  @Test
  void copiesInBatches(MongoClient client, MongoDatabase database) {
    MongoCollection<Document> copy = database.getCollection("copy");
    try (ChangeStreams streams = ChangeStreams.of(client, database.getName());
        Watcher watcher = Forms.batches(streams, copy)) {
      database.getCollection("predictions").insertMany(documents());

      await().atMost(LIMIT).until(() -> copy.countDocuments() == DOCUMENTS);
      assertThat(watcher.failure()).isEmpty();
    }
  }

  @Test
  void sendsAndIsAnsweredLater(MongoClient client, MongoDatabase database)
      throws InterruptedException {
    Inbox<String> sent = new Inbox<>();
    try (ChangeStreams streams = ChangeStreams.of(client, database.getName());
        Watcher watcher =
            Forms.later(
                streams,
                change ->
                    CompletableFuture.runAsync(
                        () -> sent.add(String.valueOf(change.documentId()))))) {
      database.getCollection("predictions").insertMany(documents());

      assertThat(sent.await(DOCUMENTS)).doesNotHaveDuplicates().hasSize(DOCUMENTS);
      assertThat(watcher.failure()).isEmpty();
    }
  }

  @Test
  void handlesSideBySideAndKeepsThePosition(MongoClient client, MongoDatabase database)
      throws Exception {
    CheckpointStore store = new MemoryCheckpointStore();
    Inbox<String> scored = new Inbox<>();
    ChangeHandler score = change -> scored.add("" + change.documentId());
    try (ChangeStreams streams = ChangeStreams.of(client, database.getName())) {
      try (Watcher watcher = Forms.sideBySide(streams, store, score)) {
        database.getCollection("predictions").insertMany(documents());
        scored.await(DOCUMENTS);
        assertThat(watcher.failure()).isEmpty();
      }
      database.getCollection("predictions").insertOne(new Document("_id", DOCUMENTS));
      try (Watcher watcher = Forms.sideBySide(streams, store, score)) {
        assertThat(scored.await(DOCUMENTS + 1)).doesNotHaveDuplicates().hasSize(DOCUMENTS + 1);
        assertThat(watcher.failure()).isEmpty();
      }
    }
  }

  @Test
  void leavesOutOfAnEventWhatNobodyReads(MongoClient client, MongoDatabase database)
      throws InterruptedException {
    Inbox<String> seen = new Inbox<>();
    try (ChangeStreams streams = ChangeStreams.of(client, database.getName());
        Watcher watcher = Forms.lean(streams, change -> seen.add("" + change.fullDocument()))) {
      database
          .getCollection("predictions")
          .insertOne(new Document("_id", 1).append("input", "large").append("confidence", 0.9));

      assertThat(seen.await(1)).containsExactly("Document{{_id=1, confidence=0.9}}");
      assertThat(watcher.failure()).isEmpty();
    }
  }

  @Test
  void readsWithinASmallerBudget(MongoClient client, MongoDatabase database)
      throws InterruptedException {
    Inbox<String> seen = new Inbox<>();
    try (ChangeStreams streams = ChangeStreams.of(client, database.getName());
        Watcher watcher = Forms.large(streams, change -> seen.add("" + change.documentId()))) {
      database.getCollection("predictions").insertMany(documents());

      assertThat(seen.await(DOCUMENTS)).hasSize(DOCUMENTS);
      assertThat(watcher.failure()).isEmpty();
    }
  }
}
