package dev.mongostreams.demo.cache;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.ChangeStreamPreAndPostImagesOptions;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.mongostreams.demo.example.Example;
import dev.mongostreams.demo.example.ExampleRun;
import dev.mongostreams.demo.example.Summary;
import dev.mongostreams.redis.ReadThrough;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A cache in Redis that is kept right, as an example of the demo. */
@Command(
    description =
        "Caches models in Redis, deletes the key of each one that changes, and counts: hits,"
            + " misses, how long keys were stale, and that no read was once that was over.")
public final class CacheExample implements Example {
  /** The first version with images, which tell the number of a deleted model. */
  private static final int IMAGES_SINCE = 6;

  @Option(
      names = "--redis",
      paramLabel = "URI",
      converter = RedisUri.class,
      defaultValue = "${env:REDIS_URL}",
      description = {
        "A running Redis, as redis://localhost:6379. By default $REDIS_URL if it is set, else one"
            + " is started for the run.",
        "The example uses keys of its own and deletes them at the end."
      })
  private @Nullable URI redis;

  /** Creates the example. */
  public CacheExample() {}

  @Override
  public String name() {
    return "cache";
  }

  @Override
  public Summary run(ExampleRun run) throws Exception {
    boolean images = Integer.parseInt(run.rs0().version().split("\\.", -1)[0]) >= IMAGES_SINCE;
    WriteLedger ledger = new WriteLedger(ModelWriters.MODELS);
    AtomicLong flushes = new AtomicLong(-1); // the first one is that of the start
    try (RedisPlace place = RedisPlace.open(redis);
        MongoClient client = MongoClients.create(run.uri())) {
      create(client, run.database(), images);
      try (ModelCache cache =
          new ModelCache(
              client,
              run.database(),
              place.client(),
              place.prefix(run.database()),
              images,
              flush -> flushes.incrementAndGet(),
              ledger::handled)) {
        run.say("cache: Redis at " + place.description());
        run.say(run.rate() + " writes a second into " + run.database() + "; Ctrl-C ends it.");
        long stale = writeAndRead(run, client, cache, ledger);
        return summary(cache, ledger, stale).figure("flushes", flushes.get());
      }
    }
  }

  private static void create(MongoClient client, String database, boolean images) {
    CreateCollectionOptions options = new CreateCollectionOptions();
    if (images) {
      options.changeStreamPreAndPostImagesOptions(new ChangeStreamPreAndPostImagesOptions(true));
    }
    client.getDatabase(database).createCollection(ModelCache.MODELS, options);
    client
        .getDatabase(database)
        .getCollection(ModelCache.MODELS)
        .createIndex(Indexes.ascending("id"), new IndexOptions().unique(true));
  }

  /** Returns how many reads were stale although the invalidation had been handled. */
  private static long writeAndRead(
      ExampleRun run, MongoClient client, ModelCache cache, WriteLedger ledger)
      throws InterruptedException {
    ModelReaders readers = new ModelReaders(cache, ledger);
    try (readers) {
      try (ModelWriters writers = new ModelWriters(client, run.database(), ledger, run.rate())) {
        writers.start();
        readers.start();
        run.awaitEnd();
      }
      run.settles(() -> ledger.applied() >= ledger.written());
    }
    return readers.stale();
  }

  private static Summary summary(ModelCache cache, WriteLedger ledger, long stale) {
    ReadThrough.Stats reads = cache.stats();
    return Summary.of(ledger.applied(), ledger.repeated(), ledger.written() - ledger.applied())
        .lag(cache.watcher().stats().lag().handled())
        .figure("reads", reads.hits() + reads.misses())
        .figure("hits", reads.hits())
        .figure("misses", reads.misses())
        .figure("fills refused", reads.refused())
        .figure("stale after a write, p50", millis(ledger.windows().within(0.5)))
        .figure("stale after a write, p99", millis(ledger.windows().within(0.99)))
        .figure("stale after a write, most", millis(ledger.windows().most()))
        .promise("stale reads after that", 0, stale)
        .promise(
            "cached values that differ",
            0,
            IntStream.range(0, ModelWriters.MODELS).filter(cache::differs).count());
  }

  private static String millis(Optional<Duration> window) {
    return window
        .map(time -> String.format(Locale.ROOT, "%.2f ms", time.toNanos() / 1e6))
        .orElse("no write");
  }
}
