package dev.mongostreams.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisDataException;

class ReadThroughIT {
  @RegisterExtension private static final LocalRedis REDIS = new LocalRedis();
  private static final String KEY = "model:1";

  private ReadThrough cache;
  private RedisInvalidation invalidation;

  /** What the source has now. */
  private String current = "old";

  @BeforeEach
  void make() {
    cache = ReadThrough.of(redis(), Duration.ofMinutes(1));
    invalidation = RedisInvalidation.builder(redis()).owns("model:").build();
    invalidation.checkServer();
  }

  @Test
  void readsTheSourceOnceAndThenRedis() {
    assertThat(read()).contains("old");
    current = "new";
    assertThat(read()).contains("old");

    assertThat(cache.stats()).isEqualTo(new ReadThrough.Stats(1, 1, 1, 0, 0));
    assertThat(redis().get(KEY)).isEqualTo("old");
    assertThat(redis().pttl(KEY)).isBetween(10_001L, 60_000L);
  }

  @Test
  void readsTheSourceAgainAfterAnInvalidation() {
    read();
    change("new");

    assertThat(read()).contains("new");
    assertThat(read()).contains("new");
    assertThat(cache.stats().hits()).isEqualTo(1);
  }

  @Test
  void doesNotStoreWhatWasReadBeforeAnInvalidation() {
    Optional<String> read = cache.get(KEY, this::readAndBeOvertaken);

    assertThat(read).as("the change came while it was being read").contains("old");
    assertThat(read()).contains("new");
    assertThat(cache.stats().refused()).isEqualTo(1);
  }

  /**
   * Why a lease is needed: the same steps, and the old value stays for as long as nobody writes.
   */
  @Test
  void aPlainGetAndSetIsStaleForEverAfterTheSameSteps() {
    plainRead(this::readAndBeOvertaken);

    assertThat(plainRead(() -> Optional.of(current))).contains("old");
    assertThat(current).isEqualTo("new");
  }

  @Test
  void doesNotStoreOverARewrite() {
    RedisInvalidation rewriting =
        RedisInvalidation.builder(redis())
            .owns("model:")
            .rewrite(change -> Optional.of("rewritten"))
            .build();

    cache.get(
        KEY,
        () -> {
          rewriting.onBatch(List.of(Changes.update(1)));
          return Optional.of("old");
        });

    assertThat(read()).contains("rewritten");
  }

  @Test
  void aFlushTakesLeasesAwayToo() {
    cache.get(
        KEY,
        () -> {
          invalidation.flush();
          return Optional.of("old");
        });

    assertThat(redis().get(KEY)).isNull();
  }

  @Test
  void aSecondReaderReadsTheSourceAndStoresNothing() {
    cache.get(
        KEY,
        () -> {
          assertThat(cache.get(KEY, () -> Optional.of("second"))).contains("second");
          return Optional.of("first");
        });

    assertThat(redis().get(KEY)).isEqualTo("first");
    assertThat(cache.stats()).isEqualTo(new ReadThrough.Stats(0, 2, 1, 0, 0));
  }

  @Test
  void aReaderWhoseLeaseIsGoneDoesNotFillUnderThatOfTheNext() {
    cache.get(
        KEY,
        () -> {
          change("new");
          assertThat(read()).contains("new");
          return Optional.of("old");
        });

    assertThat(redis().get(KEY)).isEqualTo("new");
  }

  @Test
  void doesNotCacheThatThereIsNothing() {
    assertThat(cache.get(KEY, Optional::empty)).isEmpty();

    assertThat(redis().exists(KEY)).isFalse();
  }

  @Test
  void aSourceThatFailsLeavesNothingBehind() {
    Supplier<Optional<String>> failing =
        () -> {
          throw new IllegalStateException("no more");
        };

    assertThatThrownBy(() -> cache.get(KEY, failing)).hasMessage("no more");

    assertThat(redis().exists(KEY)).isFalse();
  }

  @Test
  void readsTheSourceWhileRedisIsAway() {
    read();
    REDIS.server().kill();

    assertThat(cache.get(KEY, () -> Optional.of("from the source"))).contains("from the source");

    assertThat(cache.stats().unreachable()).isEqualTo(1);
  }

  @Test
  void aRedisThatGoesAwayMeanwhileDoesNotHideTheValue() {
    Optional<String> read =
        cache.get(
            KEY,
            () -> {
              REDIS.server().kill();
              return Optional.of("from the source");
            });

    assertThat(read).contains("from the source");
  }

  @Test
  void doesNotHideThatAKeyIsOfAnotherType() {
    redis().lpush(KEY, "a list");

    assertThatThrownBy(this::read)
        .isInstanceOf(JedisDataException.class)
        .hasMessageStartingWith("WRONGTYPE");
  }

  @Test
  void refusesAnExpiryThatRedisCannotCount() {
    assertThatThrownBy(() -> ReadThrough.of(redis(), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot keep values for PT0S: give 1 ms or more.");
  }

  private Optional<String> read() {
    return cache.get(KEY, () -> Optional.of(current));
  }

  private void change(String value) {
    current = value;
    invalidation.onBatch(List.of(Changes.update(1)));
  }

  /** The document changes, and its invalidation is handled, before what was read comes back. */
  private Optional<String> readAndBeOvertaken() {
    String read = current;
    change("new");
    return Optional.of(read);
  }

  private static Optional<String> plainRead(Supplier<Optional<String>> source) {
    String stored = redis().get(KEY);
    if (stored != null) {
      return Optional.of(stored);
    }
    Optional<String> read = source.get();
    read.ifPresent(value -> redis().set(KEY, value));
    return read;
  }

  private static RedisClient redis() {
    return REDIS.client();
  }
}
