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
    return new PubSubMessages(RedisClient.create(uri), number -> name);
  }

  @Override
  public OptionalLong keptBytes() {
    return OptionalLong.of(memory.more());
  }
}
