package dev.mongostreams.redis;

import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.StreamsException;

/**
 * Redis cannot be reached, or refuses for as long as a state lasts: it reads its files, cannot
 * write them, changes its primary, misses its replicas, or is busy with a script. Nothing was lost;
 * the same call again may work. {@link RedisInvalidation#waiting} makes a watcher wait for it.
 */
public final class RedisUnavailableException extends StreamsException {
  private static final long serialVersionUID = 1L;

  RedisUnavailableException(Explanation explanation, RuntimeException cause) {
    super(explanation, cause);
  }
}
