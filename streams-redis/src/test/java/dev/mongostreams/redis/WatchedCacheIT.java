package dev.mongostreams.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoNamespace;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ChangeStreamPreAndPostImagesOptions;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;

/** Changes in a real MongoDB, and what becomes of the keys in a real Redis. */
@ExtendWith(Rs0Extension.class)
class WatchedCacheIT {
  @RegisterExtension private static final LocalRedis REDIS = new LocalRedis();
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final ReplicaSet rs0;
  private MongoDatabase database;
  private ChangeStreams streams;
  private final List<Flush> flushes = new CopyOnWriteArrayList<>();

  WatchedCacheIT(ReplicaSet rs0) {
    this.rs0 = rs0;
  }

  @BeforeEach
  void createWithImages(MongoDatabase fresh) {
    database = fresh;
    streams = ChangeStreams.connect(rs0.uri(fresh.getName()));
    database.createCollection(
        "models",
        new CreateCollectionOptions()
            .changeStreamPreAndPostImagesOptions(new ChangeStreamPreAndPostImagesOptions(true)));
    IntStream.rangeClosed(1, 4).forEach(this::model);
  }

  @AfterEach
  void disconnect() {
    streams.close();
  }

  @Test
  void deletesTheKeyOfEachChangedDocument() {
    watch(invalidation().keyedBy("id"));
    cache("model:1", "model:2", "model:3", "model:4");

    models().updateOne(Filters.eq("id", 1), Updates.set("name", "new"));
    models().replaceOne(Filters.eq("id", 2), new Document("id", 2).append("name", "new"));
    models().deleteOne(Filters.eq("id", 3));

    awaitGone("model:1", "model:2", "model:3");
    assertThat(redis().get("model:4")).isEqualTo("old");
    assertThat(flushes).as("each change told its key").isEmpty();
  }

  @Test
  void buildsKeysOfTheIdWithoutAnyDocument() {
    watch(invalidation().owns("by-id:"));
    Object id = models().find(Filters.eq("id", 1)).first().getObjectId("_id").toHexString();
    cache("by-id:" + id);

    models().updateOne(Filters.eq("id", 1), Updates.set("name", "new"));

    awaitGone("by-id:" + id);
  }

  @Test
  void deletesBothKeysOfADocumentThatIsRenumbered() {
    watch(invalidation().keyedBy("id"));
    cache("model:1", "model:9");

    models().updateOne(Filters.eq("id", 1), Updates.set("id", 9));

    awaitGone("model:1", "model:9");
    assertThat(flushes).isEmpty();
  }

  @Test
  void flushesWhenADeleteHasNoImage() {
    database.runCommand(
        new Document("collMod", "models")
            .append("changeStreamPreAndPostImages", new Document("enabled", false)));
    watch(invalidation().keyedBy("id"));
    cache("model:1", "model:2", "other:1");

    models().deleteOne(Filters.eq("id", 1));

    awaitGone("model:1", "model:2");
    assertThat(redis().get("other:1")).isEqualTo("old");
    assertThat(flushes).extracting(Flush::cause).containsExactly(Flush.Cause.KEY_UNKNOWN);
  }

  @Test
  void rewritesTheKeyOfAChangedDocument() {
    watch(
        invalidation()
            .keyedBy("id")
            .rewrite(
                change ->
                    Optional.ofNullable(change.value("fullDocument.name"))
                        .map(name -> name.asString().getValue())));
    cache("model:1", "model:2");

    models().updateOne(Filters.eq("id", 1), Updates.set("name", "new"));
    models().deleteOne(Filters.eq("id", 2));

    awaitGone("model:2");
    assertThat(redis().get("model:1")).isEqualTo("new");
  }

  @Test
  void flushesWhenTheCollectionIsDropped() {
    watch(invalidation().keyedBy("id"));
    cache("model:1", "other:1");

    models().drop();

    awaitGone("model:1");
    assertThat(redis().get("other:1")).isEqualTo("old");
  }

  @Test
  void flushesWhenTheCollectionIsRenamed() {
    watch(invalidation().keyedBy("id"));
    cache("model:1");

    models().renameCollection(new MongoNamespace(database.getName(), "retired"));

    awaitGone("model:1");
  }

  @Test
  void flushesWhenTheDatabaseIsDropped() {
    watch(invalidation().keyedBy("id"));
    cache("model:1");

    database.drop();

    awaitGone("model:1");
  }

  @Test
  void worksWithSeveralWorkers() {
    IntStream.rangeClosed(5, 200).forEach(this::model);
    Watcher watcher =
        invalidation()
            .keyedBy("id")
            .build()
            .attachTo(streams.watchCollection("models"))
            .parallel(8)
            .start();
    String[] keys =
        IntStream.rangeClosed(1, 200).mapToObj(id -> "model:" + id).toArray(String[]::new);
    cache(keys);

    models().updateMany(new Document(), Updates.set("name", "new"));

    awaitGone(keys);
    await().atMost(LIMIT).until(() -> watcher.stats().events() == 200);
    assertThat(flushes).isEmpty();
  }

  private RedisInvalidationBuilder invalidation() {
    RedisInvalidation.builder(redis()).owns("model:").build().checkServer();
    return RedisInvalidation.builder(redis()).owns("model:").onFlush(flushes::add);
  }

  private void watch(RedisInvalidationBuilder builder) {
    builder.build().attachTo(streams.watchCollection("models")).start();
  }

  private static void awaitGone(String... keys) {
    await().atMost(LIMIT).until(() -> redis().exists(keys) == 0);
  }

  private void model(int id) {
    models().insertOne(new Document("id", id).append("name", "old"));
  }

  private MongoCollection<Document> models() {
    return database.getCollection("models");
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
