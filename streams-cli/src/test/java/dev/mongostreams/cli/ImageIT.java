package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.mongostreams.testkit.ReplicaSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.bson.BsonInt32;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The image that {@code .ci/image} makes, run beside a set of containers. */
@EnabledIfSystemProperty(named = "streams.it.docker", matches = "true")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ImageIT {
  private static final Path ARCHIVE = Path.of("target", "jib-image.tar");
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int DOCUMENTS = 2_000;
  private static final int KILLS = 3;

  private static ReplicaSet rs0;
  private static MongoClient client;
  private static String image;

  @TempDir Path dir;

  private String uri;
  private MongoCollection<Document> things;

  @BeforeAll
  static void load(@TempDir Path scratch) throws Exception {
    assertThat(ARCHIVE).as("the image: make it with .ci/image").exists();
    String loaded = Contained.run(scratch, "docker", "load", "--input", ARCHIVE.toString());
    image = loaded.substring(loaded.indexOf(": ") + 2).strip();
    rs0 = ReplicaSet.builder().from("docker").start();
    client = MongoClients.create(rs0.uri());
  }

  @AfterAll
  static void close() {
    if (client != null) {
      client.close();
    }
    if (rs0 != null) {
      rs0.close();
    }
  }

  @BeforeEach
  void freshDatabase() {
    String database = rs0.freshDatabase();
    uri = rs0.uri(database);
    things = client.getDatabase(database).getCollection("things");
  }

  private Contained created(String... more) throws Exception {
    return Contained.created(dir, image, uri, more);
  }

  private static void await(Contained container, String text) {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(container.events()).contains(text));
  }

  @Test
  void bringsEventsAndEndsWithZeroWhenItIsStopped() throws Exception {
    try (Contained container = created("--format", "json")) {
      container.start(1);
      things.insertOne(new Document("_id", "one"));
      await(container, "\"documentKey\": {\"_id\": \"one\"}");
      Contained.run(dir, "docker", "stop", "--time", "30", container.id());

      // 143 were the JVM's own end of a SIGTERM, 137 the engine's patience at its end.
      assertThat(container.inspect("{{.State.ExitCode}}")).isEqualTo("0");
    }
  }

  @Test
  void runsAsNobodyInParticular() throws Exception {
    try (Contained container = created()) {
      assertThat(container.inspect("{{.Config.User}}")).isEqualTo("65532:65532");
      assertThat(container.inspect("{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}"))
          .isEqualTo("true [ALL]");
      assertThat(container.inspect("{{range $path, $any := .Config.Volumes}}{{$path}}{{end}}"))
          .isEqualTo("/state");
      assertThat(
              container.inspect("{{index .Config.Labels \"org.opencontainers.image.licenses\"}}"))
          .isEqualTo("Apache-2.0");
    }
  }

  @Test
  void knowsItsVersion() throws Exception {
    String version = Contained.run(dir, "docker", "run", "--rm", "--read-only", image, "--version");

    assertThat(version).startsWith("streams " + image.substring(image.indexOf(':') + 1));
  }

  @Test
  void losesNothingWhenItIsKilledAndStartedAgain() throws Exception {
    try (Contained container = created("--format", "json", "--checkpoint", "d")) {
      container.start(1);
      CompletableFuture<Void> writer = CompletableFuture.runAsync(this::write);
      int killed = 0;
      for (int kill = 1; kill <= KILLS; kill++) {
        int some = DOCUMENTS * 2 * kill / (KILLS + 1);
        Awaitility.await().atMost(LIMIT).until(() -> container.events().lines().count() >= some);
        killed += container.kill() ? 1 : 0;
        container.start(kill + 1);
      }
      writer.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      things.insertOne(new Document("_id", "last"));
      await(container, "{\"_id\": \"last\"}");

      assertThat(killed).as("kills that hit a running container").isEqualTo(KILLS);
      Map<String, Integer> newest = new HashMap<>();
      for (int id = 0; id < DOCUMENTS; id++) {
        newest.put(new BsonInt32(id).toString(), 1);
      }
      new Lines(container.lines()).check(newest, KILLS);
    }
  }

  /** Each document is inserted, and then updated once. */
  private void write() {
    for (int id = 0; id < DOCUMENTS; id++) {
      things.insertOne(new Document("_id", id).append("version", 0));
      things.updateOne(Filters.eq(id), Updates.set("version", 1));
    }
  }

  @Test
  void goesOnWhereItWasWithinSeconds() throws Exception {
    try (Contained container = created("--format", "json", "--checkpoint", "d")) {
      container.start(1);
      Contained.run(dir, "docker", "stop", "--time", "30", container.id());
      things.insertOne(new Document("_id", "meanwhile"));
      long beginNanos = System.nanoTime();
      Contained.run(dir, "docker", "start", container.id());
      Awaitility.await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> container.events().contains("meanwhile"));

      // A figure, not a promise: other builds share this machine.
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beginNanos);
      String size = Contained.run(dir, "docker", "inspect", "--format", "{{.Size}}", image).strip();
      System.out.printf(
          "image: %.1f MB, %d ms from docker start to the first event%n",
          Long.parseLong(size) / 1e6, millis);
    }
  }
}
