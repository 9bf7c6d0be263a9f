package dev.mongostreams.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.demo.walk.Inbox;
import dev.mongostreams.failure.ResumePointLostException;
import dev.mongostreams.testkit.ReplicaSet;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a server of its own, whose history is so short that it gets lost. */
class StartAnewIT {
  private static final int MOST_FILLERS = 2_000;

  private final ReplicaSet rs0 =
      ReplicaSet.builder().oplogMb(1).argument("--syncdelay", "1").start();
  private final MongoClient client = MongoClients.create(rs0.uri());
  private final ChangeStreams streams = ChangeStreams.of(client, "aidb");
  private final MongoCollection<Document> predictions =
      client.getDatabase("aidb").getCollection("predictions");
  private final Inbox<String> changes = new Inbox<>();
  private final Inbox<String> reloads = new Inbox<>();

  @BeforeEach
  void onlyWithAServerOfItsOwn() {
    assumeTrue(rs0.owned(), "needs a set started here: the history of a given one is not ours");
  }

  @AfterEach
  void close() {
    streams.close();
    client.close();
    rs0.close();
  }

  @Test
  void resumesWithoutReloadingWhileTheHistoryIsThere() throws InterruptedException {
    String token = token();
    predictions.insertOne(new Document("_id", "between"));

    try (Watcher watcher = resume(token)) {
      assertThat(changes.await(1)).containsExactly("{\"_id\": \"between\"}");
      assertThat(reloads.await(0)).isEmpty();
      assertThat(watcher.failure()).isEmpty();
    }
  }

  @Test
  void reloadsAndWatchesFromNowWhenTheHistoryIsGone() throws InterruptedException {
    String token = token();
    outgrowTheHistoryOf(token);

    try (Watcher watcher = resume(token)) {
      predictions.insertOne(new Document("_id", "new"));

      assertThat(changes.await(1)).containsExactly("{\"_id\": \"new\"}");
      assertThat(reloads.await(1)).containsExactly("reload");
      assertThat(watcher.failure()).isEmpty();
    }
  }

  private Watcher resume(String token) {
    WatcherBuilder builder =
        streams
            .watchCollection("predictions")
            .onChange(change -> changes.add(String.valueOf(change.documentKey())));
    return StartAnew.resume(builder, token, () -> reloads.add("reload"));
  }

  private String token() throws InterruptedException {
    Inbox<String> tokens = new Inbox<>();
    Watcher watcher =
        streams
            .watchCollection("predictions")
            .onChange(change -> tokens.add(change.token().toString()))
            .start();
    try (watcher) {
      predictions.insertOne(new Document("_id", "first"));
      return tokens.await(1).get(0);
    }
  }

  private void outgrowTheHistoryOf(String token) {
    MongoCollection<Document> filler = client.getDatabase("aidb").getCollection("filler");
    for (int count = 1; count <= MOST_FILLERS; count++) {
      filler.insertOne(new Document("bytes", new Binary(new byte[256 << 10])));
      if (count % 8 == 0 && isLost(token)) {
        return;
      }
    }
    throw new AssertionError("the history still reaches back after " + MOST_FILLERS + " documents");
  }

  private boolean isLost(String token) {
    try {
      streams
          .watchCollection("predictions")
          .startAt(StartPosition.after(ResumeToken.parse(token)))
          .onChange(change -> {})
          .start()
          .stop();
      return false;
    } catch (ResumePointLostException lost) {
      return true;
    }
  }
}
