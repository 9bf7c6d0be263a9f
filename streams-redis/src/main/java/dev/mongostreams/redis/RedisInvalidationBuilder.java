package dev.mongostreams.redis;

import dev.mongostreams.ChangeEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;

/**
 * Says which keys an invalidation owns, how it builds them, and what it does with them. Each call
 * replaces what the same call said before. For one thread.
 */
public final class RedisInvalidationBuilder {
  private final UnifiedJedis client;
  private @Nullable String prefix;
  private String field = FieldKeys.ID;
  private @Nullable Function<ChangeEvent, Set<String>> keys;
  private @Nullable Function<ChangeEvent, Optional<String>> value;
  private @Nullable Duration expiry;
  private Consumer<Flush> onFlush = flush -> {};

  RedisInvalidationBuilder(UnifiedJedis client) {
    if (client instanceof RedisClusterClient) {
      throw new IllegalArgumentException(
          "Cannot invalidate keys of a Redis Cluster: a prefix lies on several servers there. Give"
              + " the client of one server, or of its sentinels.");
    }
    this.client = client;
  }

  /**
   * Names the keys that belong to this cache and to nothing else. They are all deleted when nobody
   * can tell which of them are right, as after a gap. One more key of the prefix, {@code
   * @mongo-streams}, names the start of Redis in which they were last known to be right.
   *
   * @param prefix what they begin with, as {@code model:}; required; characters that mean something
   *     in a pattern of Redis mean themselves
   * @return this builder
   * @throws IllegalArgumentException when it is empty, since that would be every key there is
   */
  public RedisInvalidationBuilder owns(String prefix) {
    if (prefix.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot own keys of an empty prefix: every key of the server would be deleted after a"
              + " gap. Give one, as \"model:\".");
    }
    this.prefix = prefix;
    return this;
  }

  /**
   * Builds keys of the prefix and one field of the document: a string as it is, a whole number in
   * decimal digits, an {@code ObjectId} in hexadecimal.
   *
   * <p>{@code _id} is in every event. Any other field comes from the document after the change and
   * from the one before it; {@link RedisInvalidation#attachTo} asks for both. A delete tells the
   * field by its before-image alone, so turn images on for the collection ({@code
   * changeStreamPreAndPostImages}, MongoDB 6.0). A change that does not tell the field, or has a
   * value of another kind, flushes all that is owned: nothing stays wrong, and each time the
   * listener of {@link #onFlush} is told. Where no images are to be had, the field must not change
   * by a replace.
   *
   * @param field at the top of the document, without dots; by default {@code _id}
   * @return this builder
   * @throws IllegalArgumentException when it has a dot
   */
  public RedisInvalidationBuilder keyedBy(String field) {
    if (field.isEmpty() || field.contains(".")) {
      throw new IllegalArgumentException(
          "Cannot build keys of the field \""
              + field
              + "\": give one at the top of the document, or build them with keys(...).");
    }
    this.field = field;
    this.keys = null;
    return this;
  }

  /**
   * Builds keys in your own way, in place of {@link #keyedBy}.
   *
   * @param keys called for each changed document, by the thread that handles it; must give every
   *     key the document was cached under before the change, each with the prefix of {@link #owns}.
   *     An empty set says that the event does not tell, and flushes all that is owned
   * @return this builder
   */
  public RedisInvalidationBuilder keys(Function<ChangeEvent, Set<String>> keys) {
    this.keys = keys;
    return this;
  }

  /**
   * Writes a new value in place of deleting the key, so that the next reader finds it. Costs a
   * write for each changed document, read or not. After a crash changes come again, and a key may
   * show an older value until the newer change comes too; a deleted key never does. Where a change
   * concerns several keys, or is a delete, the keys are deleted.
   *
   * @param value the text to store, called for each insert, update and replace by the thread that
   *     handles it; when empty the key is deleted. An update whose document is gone by now has
   *     none. By default every key is deleted
   * @return this builder
   */
  public RedisInvalidationBuilder rewrite(Function<ChangeEvent, Optional<String>> value) {
    this.value = value;
    return this;
  }

  /**
   * Says how long a rewritten value stays.
   *
   * @param expiry at least 1 ms; by default until the next change
   * @return this builder
   * @throws IllegalArgumentException when it is shorter
   */
  public RedisInvalidationBuilder expiry(Duration expiry) {
    this.expiry = Expiry.checked(expiry);
    return this;
  }

  /**
   * Is told of each flush, besides the log.
   *
   * @param listener called by the thread that flushed; what it throws counts as the handler's
   * @return this builder
   */
  public RedisInvalidationBuilder onFlush(Consumer<Flush> listener) {
    this.onFlush = listener;
    return this;
  }

  /**
   * Makes the invalidation. Asks nothing of Redis yet.
   *
   * @return an invalidation to attach to a watcher
   * @throws IllegalStateException when it owns nothing
   */
  public RedisInvalidation build() {
    if (prefix == null) {
      throw new IllegalStateException(
          "Cannot invalidate keys without knowing which are owned: call owns(...), as"
              + " owns(\"model:\").");
    }
    OwnedKeys owned = new OwnedKeys(client, prefix);
    boolean images = keys == null && !field.equals(FieldKeys.ID);
    ActPlan plan = new ActPlan(owned, keys == null ? new FieldKeys(prefix, field) : keys, value);
    return new RedisInvalidation(client, owned, plan, expiry, images, onFlush);
  }
}
