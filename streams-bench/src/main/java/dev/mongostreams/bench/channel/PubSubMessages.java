package dev.mongostreams.bench.channel;

import java.util.function.IntFunction;
import redis.clients.jedis.RedisClient;

/**
 * Publishes to Redis Pub/Sub.
 *
 * @param redis closed with it
 * @param channel where a number goes
 */
record PubSubMessages(RedisClient redis, IntFunction<String> channel) implements Publisher {

  @Override
  public void publish(int number, String filling) {
    redis.publish(channel.apply(number), number + filling);
  }

  /** Redis takes up to 512 MiB, far more than is ever tried. */
  @Override
  public boolean offer(String text) {
    redis.publish(channel.apply(0), text);
    return true;
  }

  @Override
  public void close() {
    redis.close();
  }
}
