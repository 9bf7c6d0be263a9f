package dev.mongostreams.bench.channel;

import redis.clients.jedis.RedisClient;

/**
 * What a Redis has in memory: data, and what it has to say to clients that do not read it.
 *
 * @param uri of the server
 * @param bytes that it had in memory then
 */
record RedisMemory(String uri, long bytes) {
  private static final String USED = "used_memory:";

  /** What it has in memory now. */
  static RedisMemory now(String uri) {
    try (RedisClient redis = RedisClient.create(uri)) {
      long bytes =
          redis
              .info("memory")
              .lines()
              .filter(line -> line.startsWith(USED))
              .mapToLong(line -> Long.parseLong(line.substring(USED.length()).trim()))
              .findFirst()
              .orElseThrow();
      return new RedisMemory(uri, bytes);
    }
  }

  /** How many bytes more it has in memory than it had then. */
  long more() {
    return Math.max(0, now(uri).bytes - bytes);
  }
}
