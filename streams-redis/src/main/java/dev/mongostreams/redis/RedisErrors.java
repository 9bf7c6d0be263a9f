package dev.mongostreams.redis;

import dev.mongostreams.failure.Explanation;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Tells a Redis that is away from one that refuses. */
final class RedisErrors {
  /**
   * Codes of states that end without a change of ours: it starts, changes its primary, is busy with
   * a script, cannot write its files, misses its replicas, or is full.
   */
  private static final Set<String> PASSING =
      Set.of("LOADING", "MASTERDOWN", "READONLY", "BUSY", "MISCONF", "NOREPLICAS", "OOM");

  private RedisErrors() {}

  static boolean passes(JedisException error) {
    if (error instanceof JedisConnectionException) {
      return true;
    }
    if (error instanceof JedisDataException) {
      return PASSING.contains(code(error));
    }
    // The pool says with this cause that no connection became free in time.
    return error.getCause() instanceof NoSuchElementException;
  }

  /** The first word of an error reply is its code. */
  private static String code(JedisException error) {
    String text = Objects.requireNonNullElse(error.getMessage(), "");
    int end = text.indexOf(' ');
    return end < 0 ? text : text.substring(0, end);
  }

  /** What to throw in its place. */
  static RuntimeException told(String prefix, JedisException error) {
    if (!passes(error)) {
      return error;
    }
    return new RedisUnavailableException(
        new Explanation(
            "Cannot invalidate",
            prefix + "*",
            "Redis takes no commands now (" + reason(error) + ")",
            "Start it, or mend the way to it. The changes are kept and can be handled again."),
        error);
  }

  private static String reason(JedisException error) {
    return error instanceof JedisDataException ? code(error) : error.getClass().getSimpleName();
  }
}
