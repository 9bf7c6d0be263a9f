package dev.mongostreams.bench.channel;

import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.testkit.redis.RedisServer;
import java.util.UUID;
import redis.clients.jedis.RedisClient;

/** Channels of Redis Pub/Sub whose names end in a topic; a pattern takes some of them. */
final class PubSubTopics implements Topics {
  private static final int TEN = 10;

  private final String uri;
  private final String name = "live-" + UUID.randomUUID() + ":";

  PubSubTopics(RedisServer server) {
    this.uri = server.uri();
  }

  @Override
  public Order order() {
    return order(COUNT);
  }

  @Override
  public Order order(int keep) {
    return Order.empty().with("redis", uri).with("pattern", name + digits(keep));
  }

  /** {@code 0[0-5]} takes 6 topics, {@code [0-3]?} takes 40. */
  static String digits(int keep) {
    if (keep < 1 || keep > COUNT || (keep > TEN && keep % TEN != 0)) {
      throw new IllegalArgumentException(
          "Cannot take " + keep + " topics by one pattern: give 1 to 9, or tens up to 100.");
    }
    return keep < TEN ? "0[0-" + (keep - 1) + "]" : "[0-" + (keep / TEN - 1) + "]?";
  }

  @Override
  public Publisher publisher() {
    return new PubSubMessages(RedisClient.create(uri), number -> name + Topics.of(number));
  }
}
