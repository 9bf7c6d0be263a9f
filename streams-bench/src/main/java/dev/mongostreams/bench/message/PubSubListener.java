package dev.mongostreams.bench.message;

import dev.mongostreams.bench.lap.Order;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Redis Pub/Sub: whoever listens gets it, and nobody keeps it. When the server cuts the connection,
 * it subscribes again.
 */
final class PubSubListener extends JedisPubSub {
  private static final Duration AGAIN_AFTER = Duration.ofMillis(10);

  private final Notes notes;

  PubSubListener(Notes notes) {
    this.notes = notes;
  }

  void run(Order order) {
    try (RedisClient redis = RedisClient.create(order.text("redis"))) {
      while (!Thread.currentThread().isInterrupted()) {
        subscribe(redis, order.text("channel"));
      }
    }
  }

  private void subscribe(RedisClient redis, String channel) {
    try {
      redis.subscribe(this, channel);
    } catch (JedisConnectionException cut) {
      System.err.println("The subscription was cut: " + cut.getMessage());
      LockSupport.parkNanos(AGAIN_AFTER.toNanos());
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
}
