package dev.mongostreams.bench.channel;

import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.testkit.redis.RedisServer;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;

/** A stream of Redis with one consumer group, which is handed all that was ever added. */
final class StreamChannel implements Channel {
  private static final String GROUP = "bench";

  private final String uri;
  private final RedisMemory memory;
  private final String name = "live-" + UUID.randomUUID();

  StreamChannel(RedisServer server) {
    this.uri = server.uri();
    this.memory = RedisMemory.now(uri);
    try (RedisClient redis = RedisClient.create(uri)) {
      redis.xgroupCreate(name, GROUP, new StreamEntryID(0, 0), true);
    }
  }

  @Override
  public Order order() {
    return Order.empty()
        .with("redis", uri)
        .with("channel", name)
        .with("group", GROUP)
        .with("consumer", "one");
  }

  @Override
  public Publisher publisher() {
    return new Entries(RedisClient.create(uri), name);
  }

  @Override
  public OptionalLong keptBytes() {
    return OptionalLong.of(memory.more());
  }

  @Override
  public void discard() {
    try (RedisClient redis = RedisClient.create(uri)) {
      redis.del(name);
    }
  }

  private record Entries(RedisClient redis, String stream) implements Publisher {

    @Override
    public void publish(int number, String filling) {
      offer(number + filling);
    }

    /** Redis takes up to 512 MiB, far more than is ever tried. */
    @Override
    public boolean offer(String text) {
      redis.xadd(stream, StreamEntryID.NEW_ENTRY, Map.of("text", text));
      return true;
    }

    @Override
    public void close() {
      redis.close();
    }
  }
}
