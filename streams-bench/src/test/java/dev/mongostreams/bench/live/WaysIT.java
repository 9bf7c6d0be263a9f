package dev.mongostreams.bench.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.bench.fork.Lap;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.reader.Workload;
import dev.mongostreams.bench.scenario.Ways;
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

/** The peers that need nothing but this module, and Python where it is there. */
class WaysIT {
  private static final int EVENTS = 300;
  private static final Duration LIMIT = Duration.ofMinutes(2);

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
  @ValueSource(strings = {"driver-raw", "spring", "spring-raw", "pymongo"})
  void aDrainBringsTheWholeHistoryInOrder(String way) throws InterruptedException {
    Workload history = Workload.write(client, rs0.freshDatabase(), EVENTS, Workload.KIB);

    Answer answer = drain(way, history.order());

    assertThat(answer.fault()).isEmpty();
    assertThat(answer.figures()).containsKeys("rate", "cpuMicrosPerEvent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spring", "pymongo"})
  void aDrainOfOtherEventsIsVoid(String way) throws InterruptedException {
    String database = rs0.freshDatabase();
    Workload once = Workload.write(client, database, EVENTS, Workload.KIB);
    Workload.write(client, database, EVENTS, Workload.KIB);

    assertThat(drain(way, once.order().with("events", 2 * EVENTS)).fault())
        .isEqualTo("other events, or another order");
  }

  @ParameterizedTest
  @ValueSource(strings = {"driver-raw", "spring", "spring-raw", "pymongo"})
  void whatIsWrittenOnceALapIsReadyArrivesInOrder(String way) throws InterruptedException {
    assumeThat(Ways.leftOut(way)).isEmpty();
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
        Lap lap = Ways.program(way).start(order)) {
      Waiting.until(LIMIT, () -> arrivals.count() == 1 || !lap.running());
      assertThat(lap.running()).as(lap::lastLines).isTrue();
      IntStream.range(0, EVENTS).forEach(n -> collection.insertOne(new Document("n", n)));
      Waiting.until(LIMIT, () -> arrivals.count() > EVENTS);

      assertThat(IntStream.range(0, arrivals.count()).mapToLong(arrivals::number))
          .containsExactlyElementsOf(LongStream.range(Arrivals.READY, EVENTS).boxed().toList());
    }
  }

  private static Answer drain(String way, Order history) throws InterruptedException {
    assumeThat(Ways.leftOut(way)).isEmpty();
    try (Lap lap = Ways.program(way).start(history.with(order(way, "drain")))) {
      return lap.await(LIMIT);
    }
  }

  private static Order order(String way, String kind) {
    return Order.empty().with("kind", kind).with("way", way).with("uri", rs0.uri());
  }
}
