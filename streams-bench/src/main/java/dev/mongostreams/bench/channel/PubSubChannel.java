package dev.mongostreams.bench.channel;

import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.testkit.redis.RedisServer;
import java.util.UUID;
import redis.clients.jedis.RedisClient;

/** A channel of Redis Pub/Sub. */
final class PubSubChannel implements Channel {
  private final String uri;
  private final String name = "live-" + UUID.randomUUID();

  PubSubChannel(RedisServer server) {
    this.uri = server.uri();
  }

  @Override
  public Order order() {
    return Order.empty().with("redis", uri).with("channel", name);
  }

  @Override
  public Publisher publisher() {
    return new Messages(RedisClient.create(uri), name);
  }

  private record Messages(RedisClient redis, String channel) implements Publisher {

    @Override
    public void publish(int number) {
      redis.publish(channel, Integer.toString(number));
    }

    /** Redis takes up to 512 MiB, far more than is ever tried. */
    @Override
    public boolean offer(String text) {
      redis.publish(channel, text);
      return true;
    }

    @Override
    public void close() {
      redis.close();
    }
  }
}
