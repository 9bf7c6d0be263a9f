package dev.mongostreams.redis;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.SetParams;

/**
 * The right of one reader to fill one key. It stands under the key itself, in place of the value,
 * so whatever deletes or rewrites the key takes the right away, and nothing else needs to know of
 * it.
 */
final class Lease {
  /** Longer than a read of a source takes; a reader that died holds the others up no longer. */
  private static final Duration HELD = Duration.ofSeconds(10);

  /** No text or JSON begins so. */
  private static final String START = "\0lease:";

  private static final String FILL =
      "if redis.call('GET', KEYS[1]) == ARGV[1] then"
          + " redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) return 1 end return 0";

  private static final String GIVE_BACK =
      "if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end";

  private final UnifiedJedis client;
  private final String key;
  private final String token = START + UUID.randomUUID();

  private Lease(UnifiedJedis client, String key) {
    this.client = client;
    this.key = key;
  }

  /** Takes the right, or returns null when the key has a value or another reader has it. */
  static @Nullable Lease take(UnifiedJedis client, String key) {
    Lease lease = new Lease(client, key);
    SetParams absent = SetParams.setParams().nx().px(HELD.toMillis());
    return client.set(key, lease.token, absent) == null ? null : lease;
  }

  /** Tells a lease from a value. */
  static boolean is(String stored) {
    return stored.startsWith(START);
  }

  /** Stores the value; false when the right is gone, since the key was invalidated meanwhile. */
  boolean fill(String value, Duration expiry) {
    List<String> arguments = List.of(token, value, Long.toString(expiry.toMillis()));
    return Long.valueOf(1).equals(client.eval(FILL, List.of(key), arguments));
  }

  /** Leaves the key empty. */
  void giveBack() {
    client.eval(GIVE_BACK, List.of(key), List.of(token));
  }
}
