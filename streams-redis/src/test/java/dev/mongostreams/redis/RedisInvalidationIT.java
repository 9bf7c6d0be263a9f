package dev.mongostreams.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisAccessControlException;

/** What an invalidation does in a real Redis, with changes made by hand. */
class RedisInvalidationIT {
  @RegisterExtension private static final LocalRedis REDIS = new LocalRedis();

  private final List<Flush> flushes = new ArrayList<>();

  @Test
  void deletesTheKeysOfABatch() {
    RedisInvalidation invalidation = onAKnownServer();
    cache("model:1", "model:2", "model:3");

    invalidation.onBatch(List.of(Changes.update(1), Changes.delete(2), Changes.update(1)));

    assertThat(redis().get("model:1")).isNull();
    assertThat(redis().get("model:2")).isNull();
    assertThat(redis().get("model:3")).isEqualTo("old");
    assertThat(flushes).isEmpty();
  }

  @Test
  void endsInTheValueWhenADeleteIsFollowedByANewDocument() {
    RedisInvalidation invalidation = rewriting();
    cache("model:1");

    invalidation.onBatch(List.of(Changes.delete(1), Changes.insert(1)));

    assertThat(redis().get("model:1")).isEqualTo("insert");
    assertThat(redis().pttl("model:1")).isBetween(1L, 60_000L);
  }

  @Test
  void endsInNothingWhenTheDocumentIsDeletedLast() {
    rewriting().onBatch(List.of(Changes.insert(1), Changes.delete(1)));

    assertThat(redis().get("model:1")).isNull();
  }

  @Test
  void flushesWhatItOwnsAndNothingElse() {
    RedisInvalidation invalidation = onAKnownServer();
    IntStream.range(0, 2_500).forEach(i -> redis().set("model:" + i, "old"));
    cache("models:1", "mode", "xmodel:1");

    long flushed = invalidation.flush();

    assertThat(flushed).isEqualTo(2_500);
    assertThat(redis().keys("*"))
        .containsExactlyInAnyOrder("models:1", "mode", "xmodel:1", "model:@mongo-streams");
    assertThat(flushes).containsExactly(new Flush("model:", Flush.Cause.ASKED, 2_500));
  }

  @Test
  void takesCharactersOfAPatternInAPrefixForThemselves() {
    String prefix = "m*[a-z]?\\^:";
    RedisInvalidation invalidation = RedisInvalidation.builder(redis()).owns(prefix).build();
    byte[] noText = {(byte) 0xff, (byte) 0xfe};
    byte[] owned = (prefix + "..").getBytes(UTF_8);
    System.arraycopy(noText, 0, owned, owned.length - 2, 2);
    redis().set(owned, noText);
    cache(prefix + "1", "mxx[a]", "mxaz\\^:1", "m*b?\\^:1");

    assertThat(invalidation.flush()).isEqualTo(2);

    assertThat(redis().keys("*"))
        .containsExactlyInAnyOrder("mxx[a]", "mxaz\\^:1", "m*b?\\^:1", prefix + "@mongo-streams");
  }

  @Test
  void flushesWhenTheCollectionIsDropped() {
    RedisInvalidation invalidation = onAKnownServer();
    cache("model:1", "other:1");

    invalidation.onBatch(List.of(Changes.drop()));

    assertThat(redis().get("model:1")).isNull();
    assertThat(redis().get("other:1")).isEqualTo("old");
    assertThat(flushes).extracting(Flush::cause).containsExactly(Flush.Cause.DROPPED);
  }

  @Test
  void flushesWhatWasCachedBeforeAnybodyWatched() {
    cache("model:1", "model:2");

    invalidation().onBatch(List.of(Changes.update(2)));

    assertThat(redis().get("model:1")).isNull();
    assertThat(flushes).extracting(Flush::cause).containsExactly(Flush.Cause.SERVER_UNKNOWN);
  }

  @Test
  void trustsWhatWasCachedBehindAFlush() {
    invalidation().flush();
    cache("model:1");

    invalidation().onBatch(List.of(Changes.update(2)));

    assertThat(redis().get("model:1")).isEqualTo("old");
    assertThat(flushes).extracting(Flush::cause).containsExactly(Flush.Cause.ASKED);
  }

  @Test
  void trustsWhatItsPredecessorHasLeft() {
    onAKnownServer();
    cache("model:1", "model:2");

    invalidation().onBatch(List.of(Changes.update(2)));

    assertThat(redis().get("model:1")).isEqualTo("old");
    assertThat(flushes).isEmpty();
  }

  @Test
  void flushesWhenARestartHasBroughtBackADeletedKey() {
    RedisInvalidation before = onAKnownServer();
    cache("model:1");
    REDIS.save();
    before.onBatch(List.of(Changes.update(1)));
    REDIS.restart();
    assertThat(redis().get("model:1")).as("the restart has undone it").isEqualTo("old");

    invalidation().onBatch(List.of(Changes.update(2)));

    assertThat(redis().get("model:1")).isNull();
    assertThat(flushes).extracting(Flush::cause).containsExactly(Flush.Cause.SERVER_UNKNOWN);
  }

  @Test
  void looksForARestartWhenAskedToo() {
    onAKnownServer();
    cache("model:1");
    REDIS.save();
    RedisInvalidation invalidation = invalidation();
    invalidation.checkServer();
    assertThat(redis().get("model:1")).as("nothing has happened").isEqualTo("old");

    REDIS.restart();
    RedisInvalidation after = invalidation();
    after.checkServer();
    after.checkServer();

    assertThat(redis().get("model:1")).isNull();
    assertThat(flushes).hasSize(1);
  }

  @Test
  void worksForAUserWhoMayNotAskForTheStart() {
    try (RedisClient limited = user("limited", "~model:*", "+@all", "-info")) {
      cache("model:1", "model:2");

      RedisInvalidation.builder(limited).owns("model:").build().onBatch(List.of(Changes.update(1)));

      assertThat(redis().get("model:1")).isNull();
      assertThat(redis().get("model:2")).isEqualTo("old");
    }
  }

  @Test
  void handsOnWhatRedisRefuses() {
    try (RedisClient reader = user("reader", "~*", "+@read", "+info")) {
      RedisInvalidation invalidation = RedisInvalidation.builder(reader).owns("model:").build();

      assertThatThrownBy(() -> invalidation.onBatch(List.of(Changes.update(1))))
          .isInstanceOf(JedisAccessControlException.class);
    }
  }

  @Test
  void saysThatRedisIsAway() {
    RedisInvalidation invalidation = onAKnownServer();
    REDIS.server().kill();

    assertThatThrownBy(() -> invalidation.onBatch(List.of(Changes.update(1))))
        .isInstanceOf(RedisUnavailableException.class)
        .hasMessage(
            "Cannot invalidate model:*: Redis takes no commands now (JedisConnectionException)."
                + " Start it, or mend the way to it. The changes are kept and can be handled"
                + " again.");
    assertThatThrownBy(invalidation::flush).isInstanceOf(RedisUnavailableException.class);
    assertThatThrownBy(invalidation::checkServer).isInstanceOf(RedisUnavailableException.class);
  }

  private RedisInvalidation onAKnownServer() {
    RedisInvalidation invalidation = invalidation();
    invalidation.checkServer();
    flushes.clear();
    return invalidation;
  }

  private RedisInvalidation invalidation() {
    return RedisInvalidation.builder(redis()).owns("model:").onFlush(flushes::add).build();
  }

  private static RedisInvalidation rewriting() {
    RedisInvalidation invalidation =
        RedisInvalidation.builder(redis())
            .owns("model:")
            .rewrite(change -> Optional.of(change.operationName()))
            .expiry(Duration.ofMinutes(1))
            .build();
    invalidation.checkServer();
    return invalidation;
  }

  private static RedisClient user(String name, String... rules) {
    CommandArguments command = new CommandArguments(Protocol.Command.ACL);
    List.of("SETUSER", name, "on", "nopass").forEach(command::add);
    List.of(rules).forEach(command::add);
    redis().executeCommand(command);
    return RedisClient.create(REDIS.server().uri().replace("redis://", "redis://" + name + ":x@"));
  }

  private static void cache(String... keys) {
    for (String key : keys) {
      redis().set(key, "old");
    }
  }

  private static RedisClient redis() {
    return REDIS.client();
  }
}
