package dev.mongostreams.demo.cache;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.redis.Flush;
import dev.mongostreams.redis.ReadThrough;
import dev.mongostreams.redis.RedisInvalidation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;
import redis.clients.jedis.RedisClient;

/**
 * Models, read through Redis by their numbers, and the watcher that deletes the key of each model
 * that changes. Usable by any thread; close it to end the watcher and to remove its keys.
 */
final class ModelCache implements AutoCloseable {
  static final String MODELS = "models";
  private static final int BATCH = 1_000;

  private final MongoCollection<Document> models;
  private final RedisClient redis;
  private final String prefix;
  private final RedisInvalidation invalidation;
  private final ReadThrough cache;
  private final ChangeStreams streams;
  private final Watcher watcher;

  /**
   * Begins to watch.
   *
   * @param redis stays open for as long as this
   * @param prefix of the keys
   * @param images whether the collection keeps images of its documents
   * @param onFlush is told when all keys were deleted
   * @param handled is told of changes whose invalidation has been handled
   */
  ModelCache(
      MongoClient client,
      String database,
      RedisClient redis,
      String prefix,
      boolean images,
      Consumer<Flush> onFlush,
      Consumer<List<ChangeEvent>> handled) {
    this.redis = redis;
    this.prefix = prefix;
    this.models = models(client, database);
    this.invalidation = invalidation(redis, prefix, onFlush);
    this.cache = cache(redis);
    this.streams = ChangeStreams.of(client, database);
    this.watcher =
        watching(streams, invalidation)
            .fullDocumentBeforeChange(
                images ? FullDocumentBeforeChange.WHEN_AVAILABLE : FullDocumentBeforeChange.DEFAULT)
            .onBatch(
                BATCH,
                changes -> {
                  invalidation.onBatch(changes);
                  handled.accept(changes);
                })
            .start();
    invalidation.flush();
  }

  // region models
  private static MongoCollection<Document> models(MongoClient client, String database) {
    // From the primary, and what a majority has: each change that a watcher could have seen.
    return client
        .getDatabase(database)
        .getCollection("models")
        .withReadConcern(ReadConcern.MAJORITY);
  }

  // endregion

  // region invalidation
  private static RedisInvalidation invalidation(
      RedisClient redis, String prefix, Consumer<Flush> onFlush) {
    return RedisInvalidation.builder(redis)
        .owns(prefix) // "model:", say: what it deletes when nobody can tell what is right
        .keyedBy("id") // the model's number; by default _id
        .onFlush(onFlush)
        .build();
  }

  // endregion

  // region watch
  private static WatcherBuilder watching(ChangeStreams streams, RedisInvalidation invalidation) {
    return invalidation.attachTo(streams.watchCollection("models"));
  }

  // endregion

  // region cache
  private static ReadThrough cache(RedisClient redis) {
    return ReadThrough.of(redis, Duration.ofHours(1));
  }

  // endregion

  // region read
  Optional<String> find(long id) {
    return cache.get(prefix + id, () -> read(id));
  }

  private Optional<String> read(long id) {
    return Optional.ofNullable(models.find(Filters.eq("id", id)).first()).map(Document::toJson);
  }

  // endregion

  /** Tells whether a model is cached as another than it is, or as one that is gone. */
  boolean differs(long id) {
    String stored = redis.get(prefix + id);
    // What begins with the character 0 is a lease, and no value.
    return stored != null && stored.charAt(0) != 0 && !Optional.of(stored).equals(read(id));
  }

  ReadThrough.Stats stats() {
    return cache.stats();
  }

  Watcher watcher() {
    return watcher;
  }

  @Override
  public void close() {
    watcher.close();
    streams.close();
    invalidation.flush();
    redis.unlink(prefix + "@mongo-streams");
  }
}
