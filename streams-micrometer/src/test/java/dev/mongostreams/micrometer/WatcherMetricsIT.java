package dev.mongostreams.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The meters of a watcher on a real replica set. */
@ExtendWith(Rs0Extension.class)
class WatcherMetricsIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void followTheWatcherFromItsFirstEventToItsEnd(ReplicaSet rs0, MongoDatabase database) {
    try (ChangeStreams streams = ChangeStreams.connect(rs0.uri(database.getName()));
        Watcher watcher =
            streams.watchCollection("things").name("things").onChange(change -> {}).start();
        WatcherMetrics metrics = WatcherMetrics.of(watcher)) {
      metrics.bindTo(registry);
      assertThat(gauge("state", "state", "running")).isEqualTo(1);
      assertThat(gauge("last.event.age")).isNaN();

      database.getCollection("things").insertOne(new Document("_id", 1));

      await()
          .atMost(LIMIT)
          .until(
              () ->
                  registry
                          .get("mongo.streams.events")
                          .tags("operation", "insert", "scope", database.getName() + ".things")
                          .functionCounter()
                          .count()
                      == 1);
      await().atMost(LIMIT).until(() -> gauge("lag", "of", "read") >= 0);
      assertThat(gauge("lag", "of", "saved")).as("there is no checkpoint").isNaN();
      assertThat(gauge("last.event.age")).isBetween(0.0, (double) LIMIT.toSeconds());

      watcher.stop();

      await().atMost(LIMIT).until(() -> gauge("state", "state", "stopped") == 1);
    }
    assertThat(registry.getMeters()).isEmpty();
  }

  private double gauge(String name, String... tags) {
    return registry.get("mongo.streams." + name).tags(tags).gauge().value();
  }
}
