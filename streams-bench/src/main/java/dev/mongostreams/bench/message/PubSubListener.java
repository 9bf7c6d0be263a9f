package dev.mongostreams.bench.message;

import dev.mongostreams.bench.lap.Order;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Redis Pub/Sub: whoever listens gets it, and nobody keeps it. When the server cuts the connection,
 * it subscribes again. One subscription each.
 */
final class PubSubListener extends JedisPubSub {
  private static final Duration AGAIN_AFTER = Duration.ofMillis(10);
  private static final String SENT = "total_net_output_bytes:";

  private final Notes notes;

  PubSubListener(Notes notes) {
    this.notes = notes;
  }

  void run(Order order) {
    try (RedisClient redis = RedisClient.create(order.text("redis"))) {
      while (!Thread.currentThread().isInterrupted()) {
        subscribe(redis, order);
      }
    }
  }

  private void subscribe(RedisClient redis, Order order) {
    String pattern = order.text("pattern", "");
    try {
      if (pattern.isEmpty()) {
        redis.subscribe(this, order.text("channel"));
      } else {
        redis.psubscribe(this, pattern);
      }
    } catch (JedisConnectionException cut) {
      System.err.println("The subscription was cut: " + cut.getMessage());
      LockSupport.parkNanos(AGAIN_AFTER.toNanos());
    }
  }

  /** What the server has sent so far, to everybody. */
  static long sentBytes(Order order) {
    try (RedisClient redis = RedisClient.create(order.text("redis"))) {
      return redis
          .info("stats")
          .lines()
          .filter(line -> line.startsWith(SENT))
          .mapToLong(line -> Long.parseLong(line.substring(SENT.length()).strip()))
          .findFirst()
          .orElseThrow();
    }
  }

  @Override
  public void onSubscribe(String channel, int channels) {
    notes.ready();
  }

  @Override
  public void onMessage(String channel, String message) {
    notes.message(message);
  }

  @Override
  public void onPSubscribe(String pattern, int patterns) {
    notes.ready();
  }

  @Override
  public void onPMessage(String pattern, String channel, String message) {
    notes.message(message);
  }
}
