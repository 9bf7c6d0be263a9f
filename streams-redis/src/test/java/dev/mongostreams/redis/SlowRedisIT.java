package dev.mongostreams.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

/** A Redis that takes no write for as long as a test wants. */
@ExtendWith(Rs0Extension.class)
class SlowRedisIT {
  @RegisterExtension private static final LocalRedis REDIS = new LocalRedis();
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int CHANGES = 60;
  private static final int CHANGE_BYTES = 1 << 20;
  private static final long BUDGET = 6L << 20;
  private static final long LARGEST_REPLY = 16L << 20;

  @Test
  void holdsUpTheReaderAndLosesNothing(ReplicaSet rs0, MongoDatabase database) { // 69
    MongoCollection<Document> models = database.getCollection("models");
    RedisClient redis = REDIS.client();
    IntStream.rangeClosed(1, CHANGES).forEach(id -> models.insertOne(new Document("_id", id)));
    RedisInvalidation invalidation = RedisInvalidation.builder(redis).owns("model:").build();
    invalidation.checkServer();
    String[] keys =
        IntStream.rangeClosed(1, CHANGES).mapToObj(id -> "model:" + id).toArray(String[]::new);
    Stream.of(keys).forEach(key -> redis.set(key, "old"));
    try (ChangeStreams streams = ChangeStreams.connect(rs0.uri(database.getName()));
        Watcher watcher =
            invalidation
                .attachTo(streams.watchCollection("models"))
                .reading(read -> read.byteBudget(BUDGET))
                .start()) {
      client(redis, "PAUSE", Long.toString(LIMIT.multipliedBy(2).toMillis()), "WRITE");
      for (int id = 1; id <= CHANGES; id++) {
        models.replaceOne(Filters.eq(id), new Document("filling", "x".repeat(CHANGE_BYTES)));
        assertWithinBudget(watcher);
      }
      await().atMost(LIMIT).until(() -> watcher.stats().bytesInFlight() > BUDGET / 2);
      assertWithinBudget(watcher);
      assertThat(redis.exists(keys)).isEqualTo(CHANGES);
      client(redis, "UNPAUSE");

      await().atMost(LIMIT).until(() -> watcher.stats().events() == CHANGES);
      assertThat(redis.exists(keys)).isZero();
      await().atMost(LIMIT).until(() -> watcher.stats().bytesInFlight() == 0);
    }
  }

  private static void client(RedisClient redis, String... words) {
    CommandArguments command = new CommandArguments(Protocol.Command.CLIENT);
    for (String word : words) {
      command.add(word);
    }
    redis.executeCommand(command);
  }

  private static void assertWithinBudget(Watcher watcher) {
    assertThat(watcher.stats().bytesInFlight()).isLessThanOrEqualTo(BUDGET + LARGEST_REPLY);
  }
}
