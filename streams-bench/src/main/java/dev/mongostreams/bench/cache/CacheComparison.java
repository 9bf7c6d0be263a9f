package dev.mongostreams.bench.cache;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.bench.reader.CatchUp;
import dev.mongostreams.bench.report.Rates;
import dev.mongostreams.redis.RedisInvalidation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;

/**
 * How many changes a second does an invalidation bear, beside plain pipelined {@code DEL}s of the
 * same keys?
 *
 * <p>Workload: a history of updates, one a model, each model cached under a key of its own. All
 * keys are cached before each run, and a run that leaves one is void. The ways take turns, in an
 * order that rotates; the first round warms up and is dropped.
 *
 * <p>Command: {@code ./streams bench cache}. One should see the invalidation above the plain
 * deletes, as it sends one command for a batch, and the whole road bound by how fast MongoDB builds
 * events.
 */
public final class CacheComparison {
  static final String PREFIX = "model:";
  private static final int BATCH = 1_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final ChangeStreams streams;
  private final RedisClient redis;
  private final ModelHistory history;
  private final Consumer<String> tell;
  private final RedisInvalidation invalidation;
  private final List<ChangeEvent> changes;
  private boolean voided;

  /**
   * Reads the history once, to hold it in memory.
   *
   * @param streams on the database of the history
   * @param redis of a server that nobody else uses
   */
  public CacheComparison(
      ChangeStreams streams, RedisClient redis, ModelHistory history, Consumer<String> tell)
      throws InterruptedException {
    this.streams = streams;
    this.redis = redis;
    this.history = history;
    this.tell = tell;
    this.invalidation = RedisInvalidation.builder(redis).owns(PREFIX).build();
    invalidation.checkServer();
    this.changes = Collections.synchronizedList(new ArrayList<>());
    watch(builder().onBatch(BATCH, batch -> batch.forEach(one -> changes.add(one.detach()))));
  }

  /** The changes a second of each way, over so many rounds, and one more that does not count. */
  public Rates<Way> compare(int rounds) throws InterruptedException {
    return Rates.take(Way.class, rounds, this::run, tell);
  }

  /** True when a run has left a key. */
  public boolean voided() {
    return voided;
  }

  private OptionalDouble run(Way way) throws InterruptedException {
    cacheAll();
    // Nobody pays for the garbage of the run before.
    System.gc();
    long begin = System.nanoTime();
    switch (way) {
      case PLAIN_DELETES -> deleteAll();
      case INVALIDATION -> handAll(invalidation);
      case WATCHER -> watch(builder().onBatch(BATCH, batch -> {}));
      case WATCHED -> watch(invalidation.attachTo(builder()));
    }
    long nanos = System.nanoTime() - begin;
    int mark = 1;
    if (way != Way.WATCHER && redis.dbSize() > mark) {
      voided = true;
      tell.accept("VOID: " + way.label() + " left " + (redis.dbSize() - mark) + " keys");
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(history.updates() * 1e9 / nanos);
  }

  private void cacheAll() {
    for (int from = 0; from < history.updates(); from += BATCH) {
      try (AbstractPipeline pipeline = redis.pipelined()) {
        for (int id = from; id < Math.min(history.updates(), from + BATCH); id++) {
          pipeline.set(ModelHistory.key(id), "a model as it was before");
        }
      }
    }
  }

  private void deleteAll() {
    for (int from = 0; from < history.updates(); from += BATCH) {
      try (AbstractPipeline pipeline = redis.pipelined()) {
        for (int id = from; id < Math.min(history.updates(), from + BATCH); id++) {
          pipeline.del(ModelHistory.key(id));
        }
      }
    }
  }

  private void handAll(RedisInvalidation handler) {
    for (int from = 0; from < changes.size(); from += BATCH) {
      handler.onBatch(changes.subList(from, Math.min(changes.size(), from + BATCH)));
    }
  }

  private WatcherBuilder builder() {
    return streams.watchCollection(history.collection()).startAt(StartPosition.at(history.start()));
  }

  private void watch(WatcherBuilder builder) throws InterruptedException {
    CatchUp.run(builder, history.updates(), LIMIT);
  }
}
