package dev.mongostreams.bench.channel;

import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.testkit.redis.RedisServer;
import java.util.OptionalLong;
import java.util.UUID;
import redis.clients.jedis.RedisClient;

/** A channel of Redis Pub/Sub. */
final class PubSubChannel implements Channel {
  private final String uri;
  private final RedisMemory memory;
  private final String name = "live-" + UUID.randomUUID();

  PubSubChannel(RedisServer server) {
    this.uri = server.uri();
    this.memory = RedisMemory.now(uri);
  }

  @Override
  public Order order() {
    return Order.empty().with("redis", uri).with("channel", name);
  }

  @Override
  public Publisher publisher() {
    return new Messages(RedisClient.create(uri), name);
  }

  @Override
  public OptionalLong keptBytes() {
    return OptionalLong.of(memory.more());
  }

  private record Messages(RedisClient redis, String channel) implements Publisher {

    @Override
    public void publish(int number, String filling) {
      redis.publish(channel, number + filling);
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
