package dev.mongostreams.demo.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
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
}
