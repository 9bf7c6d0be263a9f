package dev.mongostreams.bench.message;

import dev.mongostreams.bench.lap.Order;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.RedisClient;

/** Redis Pub/Sub: whoever listens gets it, and nobody keeps it. */
final class PubSubListener extends JedisPubSub {
  private final Notes notes;

  PubSubListener(Notes notes) {
    this.notes = notes;
  }

  void run(Order order) {
    try (RedisClient redis = RedisClient.create(order.text("redis"))) {
      redis.subscribe(this, order.text("channel"));
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
