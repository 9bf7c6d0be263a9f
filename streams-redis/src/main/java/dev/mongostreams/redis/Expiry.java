package dev.mongostreams.redis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.params.SetParams;

/** How long a value stays in Redis. */
final class Expiry {
  private Expiry() {}

  static Duration checked(Duration expiry) {
    if (expiry.toMillis() < 1) {
      throw new IllegalArgumentException(
          "Cannot keep values for " + expiry + ": give 1 ms or more.");
    }
    return expiry;
  }

  static SetParams params(@Nullable Duration expiry) {
    SetParams params = SetParams.setParams();
    return expiry == null ? params : params.px(expiry.toMillis());
  }
}
