package dev.mongostreams.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;

/** Readers and writers race, and no read is older than an invalidation that was handled before. */
@ExtendWith(Rs0Extension.class)
class StaleReadIT {
  @RegisterExtension private static final LocalRedis REDIS = new LocalRedis();
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int WRITERS = 3;
  private static final int WRITES = 600;
  private static final long SLOW_SOURCE_NANOS = Duration.ofMillis(1).toNanos();

  private final ReplicaSet rs0;
  private ChangeStreams streams;
  private VersionedModels models;
  private final RedisClient redis = REDIS.client();

  /** The highest version of each model whose invalidation was handled. */
  private final AtomicIntegerArray handled = new AtomicIntegerArray(VersionedModels.COUNT);

  private final LongAdder reads = new LongAdder();
  private final LongAdder stale = new LongAdder();

  StaleReadIT(ReplicaSet rs0) {
    this.rs0 = rs0;
  }

  @BeforeEach
  void connect(MongoDatabase database) {
    streams = ChangeStreams.connect(rs0.uri(database.getName()));
    models = new VersionedModels(database);
  }

  @AfterEach
  void end() {
    models.close();
    streams.close();
  }

  @Test
  void noReadIsStaleOnceTheInvalidationWasHandled() throws Exception {
    ReadThrough cache = ReadThrough.of(redis, Duration.ofHours(1));
    RedisInvalidation invalidation =
        RedisInvalidation.builder(redis).owns(VersionedModels.PREFIX).build();
    Watcher watcher =
        invalidation
            .attachTo(streams.watchCollection("models"))
            .onBatch(100, changes -> handle(invalidation, changes))
            .start();

    models.read(4, id -> readAndCompare(cache, id));
    models.write(WRITERS, WRITES, written -> VersionedModels.COUNT);
    models.awaitWriters();
    await().atMost(LIMIT).until(() -> watcher.stats().events() == WRITERS * WRITES);
    models.endReaders();

    System.out.printf("%d reads, %d stale, %s%n", reads.sum(), stale.sum(), cache.stats());
    assertThat(stale.sum()).isZero();
    assertThat(cache.stats().hits()).isPositive();
    assertThat(cache.stats().fills()).isPositive();
  }

  private void handle(RedisInvalidation invalidation, List<ChangeEvent> changes) {
    invalidation.onBatch(changes);
    for (ChangeEvent change : changes) {
      int id = Objects.requireNonNull(change.documentId()).asInt32().getValue();
      handled.accumulateAndGet(id, change.updatedFields().getInteger("version"), Math::max);
    }
  }

  private void readAndCompare(ReadThrough cache, int id) {
    int least = handled.get(id);
    String read = cache.get(VersionedModels.key(id), () -> slowly(id)).orElseThrow();
    reads.increment();
    if (Integer.parseInt(read) < least) {
      stale.increment();
    }
  }

  /** What was read takes a while to come back, so that changes overtake it. */
  private Optional<String> slowly(int id) {
    Optional<String> read = models.read(id);
    LockSupport.parkNanos(SLOW_SOURCE_NANOS);
    return read;
  }
}
