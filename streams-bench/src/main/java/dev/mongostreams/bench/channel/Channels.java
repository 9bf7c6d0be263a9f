package dev.mongostreams.bench.channel;

import com.mongodb.WriteConcern;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.testkit.postgres.PostgresServer;
import dev.mongostreams.testkit.redis.RedisServer;
import org.jspecify.annotations.Nullable;

/**
 * The channels of a scenario. A Redis or a PostgreSQL starts with the first way that needs one, and
 * all of them share it. For one thread.
 */
public final class Channels implements AutoCloseable {
  private @Nullable RedisServer redis;
  private @Nullable PostgresServer postgres;

  /** Opens an empty channel of a way, where MongoDB acknowledges with majority. */
  public Channel open(Ground ground, String way) {
    return open(ground, way, WriteConcern.MAJORITY);
  }

  /**
   * Opens an empty channel of a way; every way without a server of its own reads MongoDB.
   *
   * @param concern of the writes to MongoDB
   */
  public Channel open(Ground ground, String way, WriteConcern concern) {
    return switch (way) {
      case "redis-pubsub" -> new PubSubChannel(redis());
      case "redis-streams" -> new StreamChannel(redis());
      case "notify", "notify-wire" -> new NotifyChannel(postgres());
      case "notify-commit-100" -> new NotifyChannel(postgres(), 100);
      case "streams-checkpoint", "driver-token" -> new MongoChannel(ground, concern, true);
      default -> new MongoChannel(ground, concern, false);
    };
  }

  /** Opens topics of a way. */
  public Topics topics(String way) {
    return switch (way) {
      case "redis-pubsub" -> new PubSubTopics(redis());
      case "notify" -> new NotifyTopics(postgres());
      default ->
          throw new IllegalArgumentException("Cannot split " + way + " by topic: it has none.");
    };
  }

  private RedisServer redis() {
    if (redis == null) {
      redis = RedisServer.start();
    }
    return redis;
  }

  private PostgresServer postgres() {
    if (postgres == null) {
      postgres = PostgresServer.start();
    }
    return postgres;
  }

  /** Ends the servers that it started. */
  @Override
  public void close() {
    if (redis != null) {
      redis.close();
      redis = null;
    }
    if (postgres != null) {
      postgres.close();
      postgres = null;
    }
  }
}
