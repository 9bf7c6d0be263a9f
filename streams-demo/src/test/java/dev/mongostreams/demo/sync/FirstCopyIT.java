package dev.mongostreams.demo.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.demo.postgres.PostgresPool;
import dev.mongostreams.demo.postgres.PostgresUrl;
import dev.mongostreams.jdbc.PostgresSync;
import dev.mongostreams.jdbc.SyncTable;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.testkit.postgres.PostgresServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Rs0Extension.class)
class FirstCopyIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int DOCUMENTS = 2_500;

  private volatile boolean over;
  private final AtomicInteger written = new AtomicInteger();

  @Test
  void leavesNoHoleWhileSomebodyWrites(ReplicaSet rs0, MongoClient client, MongoDatabase database)
      throws Exception {
    MongoCollection<Document> models = database.getCollection("models");
    List<Document> first = new ArrayList<>();
    for (int number = 0; number < DOCUMENTS; number++) {
      first.add(new Document("_id", key(number)).append("n", 0));
    }
    models.insertMany(first);
    CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(models));
    await().atMost(LIMIT).until(() -> written.get() > 100);
    try (PostgresServer server = PostgresServer.start();
        PostgresPool pool = PostgresPool.open(PostgresUrl.parse(server.freshSchema()));
        ChangeStreams streams = ChangeStreams.connect(rs0.uri(database.getName()))) {
      PostgresSync sync = PostgresSync.to(pool.source()).tables(SyncTable.of("models")).build();

      try (Watcher watcher = FirstCopy.run(client, streams, models, sync, pool.source())) {
        int atStart = written.get();
        await().atMost(LIMIT).until(() -> written.get() > atStart + 100);
        over = true;
        writer.get(60, TimeUnit.SECONDS);
        models.insertOne(new Document("_id", key(-1)));
        await().atMost(LIMIT).until(() -> rows(pool).contains(new Document("_id", key(-1))));
        assertThat(watcher.failure()).isEmpty();
      }

      assertThat(rows(pool))
          .containsExactlyInAnyOrderElementsOf(models.find().into(new ArrayList<>()));
    }
  }

  private static List<Document> rows(PostgresPool pool) {
    return pool.query(row -> Document.parse(row.getString(1)), "SELECT document FROM models");
  }

  private void write(MongoCollection<Document> models) {
    Random random = new Random(7);
    while (!over) {
      ObjectId id = key(random.nextInt(DOCUMENTS));
      switch (random.nextInt(4)) {
        case 0 -> models.deleteOne(Filters.eq(id));
        case 1 ->
            models.replaceOne(
                Filters.eq(id),
                new Document("new", written.get()),
                new ReplaceOptions().upsert(true));
        default -> models.updateOne(Filters.eq(id), Updates.inc("n", 1));
      }
      written.incrementAndGet();
    }
  }

  private static ObjectId key(int number) {
    return new ObjectId(String.format("%024x", 0xffffffffL & number));
  }
}
