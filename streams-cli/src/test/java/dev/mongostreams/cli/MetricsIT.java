package dev.mongostreams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.cli.metrics.Answer;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import dev.mongostreams.testkit.way.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a watcher that runs tells on its port, and to the server. */
@ExtendWith(Rs0Extension.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MetricsIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path dir;

  @Test
  void tellsItsFiguresOnItsPortUntilItEnds(ReplicaSet rs0, MongoDatabase database)
      throws Exception {
    int port = FreePort.next();
    String[] health = {"health", "--metrics-port", Integer.toString(port)};
    Started streams =
        Started.streams(
            dir.resolve("out"), rs0.uri(database.getName()), "--metrics-port", health[2]);
    database.getCollection("things").insertOne(new Document("_id", 1));

    await().atMost(LIMIT).until(() -> Run.of(health).code() == 0);
    assertThat(Run.of(health).out()).isEqualTo("ready\n");
    String scope = "scope=\"" + database.getName() + ".things\"";
    await()
        .atMost(LIMIT)
        .until(
            () ->
                Answer.of(port, "/metrics")
                    .body()
                    .lines()
                    .anyMatch(
                        line ->
                            line.startsWith(
                                    "mongo_streams_events_total{operation=\"insert\"," + scope)
                                && line.endsWith(" 1.0")));
    assertThat(Answer.of(port, "/metrics").body())
        .contains("mongo_streams_lag_seconds{of=\"read\"")
        .doesNotContain("NaN", "of=\"saved\"");
    BsonDocument stats = BsonDocument.parse(Answer.of(port, "/stats").body());
    assertThat(stats.getString("state").getValue()).isEqualTo("RUNNING");
    assertThat(stats.getNumber("events").longValue()).isEqualTo(1);
    streams.process().destroy();
    assertThat(streams.end()).isZero();
    assertThat(Run.of(health).code()).isEqualTo(1);
  }

  @Test
  void callsItsConnectionAndItsCursorByName(ReplicaSet rs0, MongoDatabase database)
      throws Exception {
    String uri = rs0.uri(database.getName());
    Started streams = Started.streams(dir.resolve("out"), uri);
    String label = "streams " + database.getName() + ".things";

    try (MongoClient client = MongoClients.create(uri)) {
      await().atMost(LIMIT).until(() -> !applications(client, label).isEmpty());
      assertThat(applications(client, label))
          .allSatisfy(application -> assertThat(application).matches("streams(/.+)?"));
    }
    assertThat(Run.of("doctor", "--uri", uri, "--checkpoint-store", dir.toString()).out())
        .contains(label);
    streams.process().destroy();
    assertThat(streams.end()).isZero();
  }

  private static List<String> applications(MongoClient client, String label) {
    Document current = new Document("idleCursors", true).append("allUsers", true);
    Document ours = new Document("cursor.originatingCommand.comment", label);
    return client
        .getDatabase("admin")
        .aggregate(List.of(new Document("$currentOp", current), new Document("$match", ours)))
        .map(operation -> operation.getString("appName"))
        .into(new ArrayList<>());
  }

  @Test
  void runsWithoutMicrometerWhenNoPortIsGiven(ReplicaSet rs0, MongoDatabase database)
      throws Exception {
    String classes =
        Stream.of(Started.classPath().split(System.getProperty("path.separator"), -1))
            .filter(entry -> !entry.contains("micrometer") && !entry.contains("prometheus"))
            .collect(Collectors.joining(System.getProperty("path.separator")));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes,
                "dev.mongostreams.cli.Main",
                "--uri",
                rs0.uri(database.getName()),
                "--idle-timeout",
                "100ms")
            .redirectErrorStream(true)
            .start();

    String told = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(told).isZero();
    assertThat(told).startsWith("watching " + database.getName());
  }
}
