package dev.mongostreams.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.WatcherListener;
import dev.mongostreams.WatcherState;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.testkit.fault.FaultProxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;

/** Redis dies while writers write and readers read, and comes back. */
@ExtendWith(Rs0Extension.class)
class RedisAwayIT {
  @RegisterExtension private static final LocalRedis REDIS = new LocalRedis();
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int WRITERS = 4;
  private static final int WRITES = 300;
  private static final int TOTAL = WRITERS * WRITES;

  private final ReplicaSet rs0;
  private ChangeStreams streams;
  private VersionedModels models;
  private final RedisClient redis = RedisClient.create(REDIS.server().uri());
  private final ReadThrough cache = ReadThrough.of(redis, Duration.ofHours(1));
  private final List<WatcherListener.Retrying> retries = new CopyOnWriteArrayList<>();
  private final CountDownLatch back = new CountDownLatch(1);

  /** Below this number models are still written; no later change can hide what is stale above. */
  private volatile int stillWritten = VersionedModels.COUNT;

  RedisAwayIT(ReplicaSet rs0) {
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
    redis.close();
  }

  @Test
  void noStaleKeyIsLeftWhenItComesBackEmpty() throws Exception {
    Watcher watcher = watchWhileWritersWrite();
    await().atMost(LIMIT).until(() -> models.written() > TOTAL / 3);
    stillWritten = VersionedModels.COUNT / 2;

    REDIS.server().kill();

    assertNothingIsStaleAfterItCameBack(watcher);
  }

  @Test
  void noStaleKeyIsLeftWhenItBringsBackAnOldFile() throws Exception {
    Watcher watcher = watchWhileWritersWrite();
    await().atMost(LIMIT).until(() -> models.written() > TOTAL / 6);
    REDIS.save();
    await().atMost(LIMIT).until(() -> models.written() > TOTAL / 3);
    stillWritten = VersionedModels.COUNT / 2;

    REDIS.server().kill();

    assertNothingIsStaleAfterItCameBack(watcher);
  }

  /** Each model changes once: what is lost is stale for ever. */
  @Test
  void noInvalidationIsLostWhileTheWatcherAloneCannotReachIt() throws Exception {
    URI uri = URI.create(REDIS.server().uri());
    FaultProxy way = FaultProxy.to(uri.getHost(), uri.getPort());
    try (RedisClient far = RedisClient.create(uri.getHost(), way.port())) {
      RedisInvalidation.builder(far).owns(VersionedModels.PREFIX).build().checkServer();
      Watcher watcher = attached(far).start();
      IntStream.range(0, VersionedModels.COUNT).forEach(this::read);

      way.close();
      models.writeEach();

      await().atMost(LIMIT).until(() -> retries.size() > 2);
      IntStream.range(0, VersionedModels.COUNT).forEach(this::read);
      assertThat(cached().values()).as("readers still reach it").containsOnly("0");
      try (FaultProxy again = FaultProxy.listening(way.port(), uri.getHost(), uri.getPort())) {
        await().atMost(LIMIT).until(() -> watcher.stats().events() == VersionedModels.COUNT);
        assertThat(cached()).as("through %s", again.port()).isEmpty();
      }
    }
  }

  @Test
  void aStopWaitsForItNoLongerThanTheDrainTimeout() {
    Watcher watcher = attached(redis).drainTimeout(Duration.ofMillis(1)).start();
    REDIS.server().kill();
    models.write(1, 1, written -> VersionedModels.COUNT);
    await().atMost(LIMIT).until(() -> !retries.isEmpty());

    watcher.stop();

    assertThat(watcher.state()).isEqualTo(WatcherState.STOPPED);
    assertThat(watcher.stats().events()).as("it comes again to the next watcher").isZero();
  }

  private Watcher watchWhileWritersWrite() {
    Watcher watcher = attached(redis).start();
    readAndWrite();
    return watcher;
  }

  private void readAndWrite() {
    models.read(2, this::read);
    models.write(WRITERS, WRITES, this::holdUpTheLastThird);
  }

  private void read(int id) {
    cache.get(VersionedModels.key(id), () -> models.read(id));
  }

  /** Some are written before, some while it is away, and some after. */
  private int holdUpTheLastThird(int written) {
    if (written > TOTAL * 2 / 3) {
      try {
        back.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return stillWritten;
  }

  private WatcherBuilder attached(RedisClient client) {
    return RedisInvalidation.builder(client)
        .owns(VersionedModels.PREFIX)
        .build()
        .attachTo(streams.watchCollection("models"))
        .listener(
            new WatcherListener() {
              @Override
              public void onRetrying(Retrying retrying) {
                retries.add(retrying);
              }
            });
  }

  private void assertNothingIsStaleAfterItCameBack(Watcher watcher) throws Exception {
    await().atMost(LIMIT).until(() -> models.written() > TOTAL * 2 / 3 && !retries.isEmpty());
    assertThat(watcher.state()).isEqualTo(WatcherState.RUNNING);
    REDIS.restart();
    assertNothingIsStaleInTheEnd(watcher);
  }

  private void assertNothingIsStaleInTheEnd(Watcher watcher) throws Exception {
    back.countDown();
    models.awaitWriters();
    await().atMost(LIMIT).until(() -> watcher.stats().events() == TOTAL);
    models.endReaders();

    assertThat(cached()).isNotEmpty().isEqualTo(current(cached().keySet()));
    assertThat(retries)
        .extracting(WatcherListener.Retrying::cause)
        .hasOnlyElementsOfType(RedisUnavailableException.class);
  }

  private Map<Integer, String> cached() {
    Map<Integer, String> cached = new TreeMap<>();
    for (int id = 0; id < VersionedModels.COUNT; id++) {
      String stored = redis.get(VersionedModels.key(id));
      if (stored != null && !Lease.is(stored)) {
        cached.put(id, stored);
      }
    }
    return cached;
  }

  private Map<Integer, String> current(Set<Integer> ids) {
    Map<Integer, String> current = new TreeMap<>();
    ids.forEach(id -> current.put(id, models.read(id).orElseThrow()));
    return current;
  }
}
