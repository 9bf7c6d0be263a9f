package dev.mongostreams.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.testkit.ReplicaSet;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;

/** The watcher was away for longer than the oplog lasts, the smallest that a server can have. */
class GapIT {
  @RegisterExtension private static final LocalRedis REDIS = new LocalRedis();
  private static final int FILLING_BYTES = 256 << 10;
  private static final int MOST_DOCUMENTS = 4_000;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private ReplicaSet rs0;
  private MongoClient client;
  private MongoDatabase database;
  private ChangeStreams streams;
  private final List<Flush> flushes = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    rs0 = ReplicaSet.builder().oplogMb(1).argument("--syncdelay", "1").start();
    client = MongoClients.create(rs0.uri());
    database = client.getDatabase(rs0.freshDatabase());
    streams = ChangeStreams.of(client, database.getName());
  }

  @AfterEach
  void end() {
    streams.close();
    client.close();
    rs0.close();
  }

  @Test
  void flushesWhatItOwnsAndGoesOn() {
    database.getCollection("models").insertOne(new Document("_id", 1));
    database.getCollection("models").insertOne(new Document("_id", 2));
    RedisInvalidation invalidation =
        RedisInvalidation.builder(redis()).owns("model:").onFlush(flushes::add).build();
    invalidation.checkServer();
    flushes.clear();
    StartPosition old = handledUpTo(invalidation);
    redis().mset("model:1", "old", "model:2", "old", "models:1", "old");
    change(1);
    cutOplog();

    Watcher watcher = invalidation.attachTo(streams.watchCollection("models")).startAt(old).start();

    await().atMost(LIMIT).until(() -> watcher.stats().gaps() == 1 && !flushes.isEmpty());
    await().atMost(LIMIT).until(() -> redis().exists("model:1", "model:2") == 0);
    assertThat(redis().get("models:1")).as("not owned").isEqualTo("old");
    assertThat(flushes).extracting(Flush::cause).containsExactly(Flush.Cause.HISTORY_LOST);
    redis().set("model:2", "old");
    change(2);
    await().atMost(LIMIT).until(() -> redis().get("model:2") == null);
  }

  private StartPosition handledUpTo(RedisInvalidation invalidation) {
    try (Watcher watcher = invalidation.attachTo(streams.watchCollection("models")).start()) {
      change(2);
      await().atMost(LIMIT).until(() -> watcher.stats().events() == 1);
      watcher.stop();
      return Objects.requireNonNull(watcher.stats().handledUpTo());
    }
  }

  private void change(int id) {
    database.getCollection("models").updateOne(Filters.eq(id), Updates.inc("version", 1));
  }

  /** Writes until what was the newest entry is gone: the server cuts once a second. */
  private void cutOplog() {
    BsonTimestamp newest =
        database.runCommand(new Document("ping", 1)).get("operationTime", BsonTimestamp.class);
    String filling = "x".repeat(FILLING_BYTES);
    int written = 0;
    while (oldest().compareTo(newest) <= 0) {
      assertThat(written++).isLessThan(MOST_DOCUMENTS);
      database.getCollection("filling").insertOne(new Document("filling", filling));
    }
  }

  private BsonTimestamp oldest() {
    return client
        .getDatabase("local")
        .getCollection("oplog.rs")
        .find()
        .projection(new Document("ts", 1))
        .sort(new Document("$natural", 1))
        .first()
        .get("ts", BsonTimestamp.class);
  }

  private static RedisClient redis() {
    return REDIS.client();
  }
}
