package dev.mongostreams.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.demo.walk.Inbox;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartAnewIT {
  private final MongoClient client = MongoClients.create(SharedRs0.uri());
  private final MongoCollection<Document> predictions =
      client.getDatabase("start_anew_it").getCollection("predictions");
  private final Inbox<String> changes = new Inbox<>();
  private final Inbox<String> reloads = new Inbox<>();

  @AfterEach
  void close() {
    try (client) {
      predictions.drop();
    }
  }

  @Test
  void reloadsAndWatchesFromNowWhenTheHistoryIsGone() throws InterruptedException {
    String lost = token().replaceFirst("^82.{16}", "820000000100000001");

    try (ChangeStreams streams = streams();
        Watcher watcher = StartAnew.resume(builder(streams), lost, () -> reloads.add("reload"))) {
      predictions.insertOne(new Document("_id", "new"));

      assertThat(reloads.await(1)).hasSize(1);
      assertThat(changes.await(1)).containsExactly("Document{{_id=new}}");
      assertThat(watcher.failure()).isEmpty();
    }
  }

  @Test
  void resumesWithoutReloadingWhileTheHistoryIsThere() throws InterruptedException {
    String kept = token();
    predictions.insertOne(new Document("_id", "between"));

    try (ChangeStreams streams = streams();
        Watcher watcher = StartAnew.resume(builder(streams), kept, () -> reloads.add("reload"))) {
      assertThat(changes.await(1)).containsExactly("Document{{_id=between}}");
      assertThat(reloads.await(0)).isEmpty();
      assertThat(watcher.failure()).isEmpty();
    }
  }

  private String token() throws InterruptedException {
    Inbox<String> tokens = new Inbox<>();
    try (ChangeStreams streams = streams();
        Watcher watcher =
            streams
                .watchCollection("predictions")
                .onChange(change -> tokens.add(change.token().toString()))
                .start()) {
      assertThat(watcher.failure()).isEmpty();
      predictions.insertOne(new Document("_id", "first"));
      return tokens.await(1).get(0);
    }
  }

  private WatcherBuilder builder(ChangeStreams streams) {
    return streams
        .watchCollection("predictions")
        .onChange(change -> changes.add(String.valueOf(change.fullDocument())));
  }

  private ChangeStreams streams() {
    return ChangeStreams.of(client, "start_anew_it");
  }
}
