package dev.mongostreams.bench.message;

import dev.mongostreams.bench.lap.Order;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;

/**
 * A consumer group of Redis Streams: what is noted is acknowledged, and what was not comes again
 * when the consumer starts again, before anything new.
 */
final class GroupListener {
  private static final XReadGroupParams PENDING = new XReadGroupParams().count(100);
  private static final XReadGroupParams NEW = new XReadGroupParams().count(100).block(1_000);

  private final Notes notes;

  GroupListener(Notes notes) {
    this.notes = notes;
  }

  void run(Order order) {
    try (RedisClient redis = RedisClient.create(order.text("redis"))) {
      while (note(redis, order, PENDING, new StreamEntryID(0, 0))) {
        // Until all is acknowledged that an earlier process was handed.
      }
      notes.ready();
      while (!Thread.currentThread().isInterrupted()) {
        note(redis, order, NEW, StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY);
      }
    }
  }

  private boolean note(
      RedisClient redis, Order order, XReadGroupParams params, StreamEntryID after) {
    String stream = order.text("channel");
    String group = order.text("group");
    List<StreamEntry> entries =
        entries(redis.xreadGroup(group, order.text("consumer"), params, Map.of(stream, after)));
    if (entries.isEmpty()) {
      return false;
    }
    entries.forEach(entry -> notes.message(String.valueOf(entry.getFields().get("text"))));
    redis.xack(
        stream, group, entries.stream().map(StreamEntry::getID).toArray(StreamEntryID[]::new));
    return true;
  }

  private static List<StreamEntry> entries(
      @Nullable List<Map.Entry<String, List<StreamEntry>>> reply) {
    return reply == null || reply.isEmpty() ? List.of() : reply.get(0).getValue();
  }
}
