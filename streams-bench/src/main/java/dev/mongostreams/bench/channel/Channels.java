package dev.mongostreams.bench.channel;

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

  /** Opens an empty channel of a way; every way without a server of its own reads MongoDB. */
  public Channel open(Ground ground, String way) {
    return switch (way) {
      case "redis-pubsub" -> new PubSubChannel(redis());
      case "redis-streams" -> new StreamChannel(redis());
      case "notify" -> new NotifyChannel(postgres());
      default -> new MongoChannel(ground, way.equals("streams-checkpoint"));
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
