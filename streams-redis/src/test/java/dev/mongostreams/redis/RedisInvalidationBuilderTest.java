package dev.mongostreams.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mongostreams.failure.FailurePolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;

class RedisInvalidationBuilderTest {
  private final RedisInvalidationBuilder builder =
      RedisInvalidation.builder(RedisClient.create("127.0.0.1", 1));

  @Test
  void refusesToOwnEveryKey() {
    assertThatThrownBy(() -> builder.owns(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot own keys of an empty prefix: every key of the server would be deleted after a"
                + " gap. Give one, as \"model:\".");
  }

  @Test
  void refusesToOwnNothing() {
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Cannot invalidate keys without knowing which are owned: call owns(...), as"
                + " owns(\"model:\").");
  }

  @Test
  void refusesAFieldInsideAnother() {
    assertThatThrownBy(() -> builder.keyedBy("meta.id"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot build keys of the field \"meta.id\": give one at the top of the document, or"
                + " build them with keys(...).");
  }

  @Test
  void refusesAnExpiryThatRedisCannotCount() {
    assertThatThrownBy(() -> builder.expiry(Duration.ofNanos(999_999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot keep values for PT0.000999999S: give 1 ms or more.");
  }

  @Test
  void takesCharactersOfAPatternForThemselves() {
    OwnedKeys owned = new OwnedKeys(RedisClient.create("127.0.0.1", 1), "a*[b]?\\-^:");

    assertThat(owned.pattern()).isEqualTo("a\\*\\[b\\]\\?\\\\-^:*");
  }

  @Test
  void waitsForRedisAndTreatsAllElseAsTold() {
    FailurePolicy policy = RedisInvalidation.waiting(FailurePolicy.skip().retries(2));

    assertThat(policy.outcome()).isEqualTo(FailurePolicy.Outcome.SKIP);
    assertThat(policy.retries()).isEqualTo(2);
    FailurePolicy away =
        policy.after(RedisErrors.told("model:", new JedisConnectionException("refused")));
    assertThat(away.outcome()).isEqualTo(FailurePolicy.Outcome.STOP);
    assertThat(away.retries()).isEqualTo(Integer.MAX_VALUE);
    assertThat(away.longestPause()).isEqualTo(Duration.ofSeconds(5));
  }
}
