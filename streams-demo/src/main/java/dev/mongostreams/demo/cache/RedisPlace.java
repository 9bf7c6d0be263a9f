package dev.mongostreams.demo.cache;

import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.testkit.redis.RedisServer;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** The Redis of a run: a given one, or one that is started and ends with the run. */
final class RedisPlace implements AutoCloseable {
  private final @Nullable RedisServer server;
  private final RedisClient client;
  private final String description;

  private RedisPlace(@Nullable RedisServer server, URI uri) {
    this.server = server;
    this.client = RedisClient.create(uri);
    this.description =
        uri.getHost() + ":" + uri.getPort() + (server == null ? "" : ", started for this run");
  }

  /**
   * Opens a given Redis, or starts one.
   *
   * @param given where it is, or null
   * @throws ConnectFailedException when the given one does not answer
   */
  static RedisPlace open(@Nullable URI given) {
    if (given == null) {
      RedisServer started = started();
      return new RedisPlace(started, URI.create(started.uri()));
    }
    RedisPlace place = new RedisPlace(null, given);
    try {
      place.client.ping();
      return place;
    } catch (JedisException unusable) {
      place.close();
      throw new ConnectFailedException(
          new Explanation(
              "Cannot use the Redis at",
              place.description,
              "it does not answer a PING (" + unusable.getClass().getSimpleName() + ")",
              "Start it, or leave --redis and REDIS_URL out, and one is started for the run."),
          unusable);
    }
  }

  private static RedisServer started() {
    try {
      return RedisServer.start();
    } catch (RuntimeException unstartable) {
      throw new ConnectFailedException(
          new Explanation(
              "Cannot start",
              "a Redis for this run",
              String.valueOf(unstartable.getMessage()),
              "Name one that runs with --redis or REDIS_URL."),
          unstartable);
    }
  }

  RedisClient client() {
    return client;
  }

  /** Where it is, without credentials. */
  String description() {
    return description;
  }

  /** Begins keys that nobody else has: in a given Redis they carry the name of the run. */
  String prefix(String run) {
    return (server == null ? run + ":" : "") + "model:";
  }

  @Override
  public void close() {
    client.close();
    if (server != null) {
      server.close();
    }
  }
}
