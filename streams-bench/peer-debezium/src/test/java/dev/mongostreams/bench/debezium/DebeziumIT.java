package dev.mongostreams.bench.debezium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.bench.fork.Lap;
import dev.mongostreams.bench.fork.Program;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.reader.Workload;
import dev.mongostreams.testkit.ReplicaSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laps as the suite runs them: from the folder of libraries that the build makes. */
class DebeziumIT {
  private static final int EVENTS = 300;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static ReplicaSet rs0;
  private static MongoClient client;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    rs0 = ReplicaSet.builder().start();
    client = MongoClients.create(rs0.uri());
  }

  @AfterAll
  static void stop() {
    client.close();
    rs0.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"debezium", "debezium-tuned"})
  void aDrainBringsTheWholeHistoryInOrder(String way) throws InterruptedException {
    Workload history = Workload.write(client, rs0.freshDatabase(), EVENTS, Workload.KIB);

    Answer answer = drain(way, history.order());

    assertThat(answer.fault()).isEmpty();
    assertThat(answer.figures()).containsKeys("rate", "bytesPerEvent", "cpuMicrosPerEvent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"debezium"})
  void aDrainOfOtherEventsIsVoid(String way) throws InterruptedException {
    String database = rs0.freshDatabase();
    Workload once = Workload.write(client, database, EVENTS, Workload.KIB);
    Workload.write(client, database, EVENTS, Workload.KIB);

    assertThat(drain(way, once.order().with("events", 2 * EVENTS)).fault())
        .isEqualTo("other events, or another order");
  }

  @ParameterizedTest
  @ValueSource(strings = {"debezium", "debezium-tuned"})
  void whatIsWrittenOnceALapIsReadyArrivesInOrder(String way) {
    MongoCollection<Document> collection =
        client.getDatabase(rs0.freshDatabase()).getCollection("live");
    Path file = directory.resolve("arrivals");
    Order order =
        order(way, "live")
            .with("database", collection.getNamespace().getDatabaseName())
            .with("collection", "live")
            .with("arrivals", file)
            .with("room", 2 * EVENTS);

    try (Arrivals arrivals = Arrivals.open(file, 2 * EVENTS);
        Lap lap = program().start(order)) {
      await().atMost(LIMIT).until(() -> arrivals.count() == 1 || !lap.running());
      assertThat(lap.running()).as(lap::lastLines).isTrue();
      IntStream.range(0, EVENTS).forEach(n -> collection.insertOne(new Document("n", n)));
      await().atMost(LIMIT).until(() -> arrivals.count() > EVENTS || !lap.running());

      assertThat(IntStream.range(0, arrivals.count()).mapToLong(arrivals::number))
          .containsExactlyElementsOf(LongStream.range(Arrivals.READY, EVENTS).boxed().toList());
    }
  }

  private static Answer drain(String way, Order history) throws InterruptedException {
    try (Lap lap = program().start(history.with(order(way, "drain")))) {
      return lap.await(LIMIT);
    }
  }

  private static Program program() {
    Path target = Path.of("target");
    return Program.java(
        Program.classPath(target.resolve("classes"), target.resolve("lib")),
        DebeziumMain.class.getName());
  }

  private static Order order(String way, String kind) {
    return Order.empty().with("kind", kind).with("way", way).with("uri", rs0.uri());
  }
}
