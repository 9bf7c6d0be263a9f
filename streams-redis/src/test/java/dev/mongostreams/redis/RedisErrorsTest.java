package dev.mongostreams.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

class RedisErrorsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOADING Redis is loading the dataset in memory",
        "READONLY You can't write against a read only replica.",
        "MASTERDOWN Link with MASTER is down",
        "BUSY Redis is busy running a script.",
        "MISCONF Redis is configured to save RDB snapshots",
        "NOREPLICAS Not enough good replicas to write.",
        "OOM command not allowed when used memory > 'maxmemory'."
      })
  void aStateThatPassesIsWaitedFor(String reply) {
    assertThat(RedisErrors.passes(new JedisDataException(reply))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WRONGTYPE Operation against a key holding the wrong kind of value",
        "ERR unknown command",
        "BUSYKEY Target key name already exists."
      })
  void aRefusalIsNot(String reply) {
    assertThat(RedisErrors.passes(new JedisDataException(reply))).isFalse();
  }

  @Test
  void aMissingPasswordIsNot() {
    assertThat(
            RedisErrors.passes(new JedisAccessControlException("NOAUTH Authentication required.")))
        .isFalse();
  }

  @Test
  void aPoolWithoutAFreeConnectionIsWaitedFor() {
    JedisException exhausted =
        new JedisException("Could not get a resource", new NoSuchElementException("Timeout"));

    assertThat(RedisErrors.passes(exhausted)).isTrue();
    assertThat(RedisErrors.passes(new JedisException("Something else"))).isFalse();
  }

  @Test
  void saysWhatToDoAndRepeatsNoneOfTheReply() {
    RuntimeException told =
        RedisErrors.told("model:", new JedisDataException("LOADING with model:7 and secrets"));

    assertThat(told)
        .isInstanceOf(RedisUnavailableException.class)
        .hasMessage(
            "Cannot invalidate model:*: Redis takes no commands now (LOADING). Start it, or mend"
                + " the way to it. The changes are kept and can be handled again.");
  }

  @Test
  void namesTheKindOfALostConnection() {
    assertThat(RedisErrors.told("model:", new JedisConnectionException("to 10.0.0.1")))
        .hasMessageContaining("Redis takes no commands now (JedisConnectionException).");
  }

  @Test
  void handsOnWhatWaitingDoesNotMend() {
    JedisDataException refused = new JedisDataException("ERR unknown command");

    assertThat(RedisErrors.told("model:", refused)).isSameAs(refused);
  }
}
