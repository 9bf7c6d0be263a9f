package dev.mongostreams.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Reads values through Redis: from there when it has them, else from their source, and then keeps
 * them there. Together with a {@link RedisInvalidation} that owns the keys no read is stale once
 * the invalidation of a change has been handled.
 *
 * <pre>{@code
 * ReadThrough models = ReadThrough.of(redis, Duration.ofHours(1));
 * Optional<String> json = models.get("model:7", () -> readModel(7));
 * }</pre>
 *
 * <p>A plain {@code GET}, and on a miss a read and a {@code SET}, cannot promise that. A reader
 * misses and reads the old value; the document changes, and its key is deleted; then the reader
 * stores what it has read. The old value stays until the next change, and that may never come. Here
 * a reader that misses first puts a lease under the key, then reads, and stores the value only if
 * its lease is still there, in one step of the server. Deleting the key deletes the lease, so who
 * read before the change stores nothing. Others who miss meanwhile read the source and store
 * nothing either.
 *
 * <p>For that the source must show each change that a watcher could have seen: read from the
 * primary, with read concern {@code majority}. A secondary may lag behind the invalidation. A
 * primary that was deposed and does not know it yet may, for some seconds; read concern {@code
 * linearizable} rules that out too, at its price.
 *
 * <p>When Redis cannot be reached, values come from the source, after the time-outs of the client.
 * A lease lives for 10 seconds: a source that takes longer fills nothing. Whoever else reads the
 * keys must take a value that begins with the character 0 for a miss.
 *
 * <p>Usable by any thread. The client is the caller's.
 */
public final class ReadThrough {
  private final UnifiedJedis client;
  private final Duration expiry;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder fills = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder unreachable = new LongAdder();

  private ReadThrough(UnifiedJedis client, Duration expiry) {
    this.client = client;
    this.expiry = expiry;
  }

  /**
   * What was read so far.
   *
   * @param hits reads that Redis answered
   * @param misses reads that the source answered
   * @param fills misses whose value was stored
   * @param refused misses whose value was not stored, since the key was invalidated while the
   *     source was read, or that took longer than a lease lives
   * @param unreachable misses because Redis could not be reached
   */
  public record Stats(long hits, long misses, long fills, long refused, long unreachable) {}

  /**
   * Makes a cache that is empty until something is read.
   *
   * @param client of one Redis, without client-side caching
   * @param expiry how long a value stays at most, at least 1 ms; bounds what a watcher that does
   *     not run can leave stale
   * @return the cache
   * @throws IllegalArgumentException when the expiry is shorter
   */
  public static ReadThrough of(UnifiedJedis client, Duration expiry) {
    return new ReadThrough(client, Expiry.checked(expiry));
  }

  /**
   * Reads a value.
   *
   * @param key where it is cached; of those that an invalidation owns
   * @param source reads it when it is not; called at most once, by this thread. What it throws
   *     comes out of here, and nothing is stored
   * @return the value, or empty when the source has none, which is not cached
   * @throws JedisException when Redis refuses, as for a key of another type
   */
  public Optional<String> get(String key, Supplier<Optional<String>> source) {
    Lease lease;
    try {
      String stored = client.get(key);
      if (stored != null && !Lease.is(stored)) {
        hits.increment();
        return Optional.of(stored);
      }
      lease = stored == null ? Lease.take(client, key) : null;
    } catch (JedisException failed) {
      refuse(failed);
      lease = null;
    }
    misses.increment();
    return lease == null ? source.get() : filled(lease, source);
  }

  /**
   * Returns what was read so far.
   *
   * @return figures of one moment
   */
  public Stats stats() {
    return new Stats(hits.sum(), misses.sum(), fills.sum(), refused.sum(), unreachable.sum());
  }

  private Optional<String> filled(Lease lease, Supplier<Optional<String>> source) {
    Optional<String> value;
    try {
      value = source.get();
    } catch (RuntimeException | Error thrown) {
      try {
        lease.giveBack();
      } catch (JedisException failed) {
        thrown.addSuppressed(failed);
      }
      throw thrown;
    }
    try {
      fill(lease, value);
    } catch (JedisException failed) {
      refuse(failed);
    }
    return value;
  }

  private void fill(Lease lease, Optional<String> value) {
    if (value.isEmpty()) {
      lease.giveBack();
    } else if (lease.fill(value.get(), expiry)) {
      fills.increment();
    } else {
      refused.increment();
    }
  }

  /** A cache that is away costs time, not an answer. */
  private void refuse(JedisException failed) {
    if (!RedisErrors.passes(failed)) {
      throw failed;
    }
    unreachable.increment();
  }
}
