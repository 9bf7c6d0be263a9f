package dev.mongostreams.bench.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.mongodb.WriteConcern;
import dev.mongostreams.bench.channel.LiveCollection;
import dev.mongostreams.bench.fork.Lap;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.reader.Workload;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Ways;
import dev.mongostreams.testkit.ReplicaSet;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The peers that need nothing but this module, and Python where it is there. */
class WaysIT {
  private static final int EVENTS = 300;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static Ground ground;

  @BeforeAll
  static void start() {
    ground = Ground.on(ReplicaSet.start(), line -> {});
  }

  @AfterAll
  static void stop() {
    ground.close();
    ground.rs0().close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "streams-queue",
        "streams-parallel-4",
        "driver-raw",
        "spring",
        "spring-raw",
        "pymongo"
      })
  void aDrainBringsTheWholeHistoryInOrder(String way) throws InterruptedException {
    Workload history =
        Workload.write(ground.client(), ground.rs0().freshDatabase(), EVENTS, Workload.KIB);

    Answer answer = drain(way, history.order());

    assertThat(answer.fault()).isEmpty();
    assertThat(answer.figures()).containsKeys("rate", "cpuMicrosPerEvent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spring", "pymongo"})
  void aDrainOfOtherEventsIsVoid(String way) throws InterruptedException {
    String database = ground.rs0().freshDatabase();
    Workload once = Workload.write(ground.client(), database, EVENTS, Workload.KIB);
    Workload.write(ground.client(), database, EVENTS, Workload.KIB);

    assertThat(drain(way, once.order().with("events", 2 * EVENTS)).fault())
        .isEqualTo("other events, or another order");
  }

  @Test
  void aFilterThatKeepsOtherEventsIsVoid() throws InterruptedException {
    String database = ground.rs0().freshDatabase();
    Order once =
        Workload.write(ground.client(), database, EVENTS, Workload.KIB).order().with("keep", 6);
    assertThat(filtered(once).fault()).isEmpty();

    Workload.write(ground.client(), database, EVENTS, Workload.KIB);
    assertThat(filtered(once.with("events", 2 * EVENTS)).fault())
        .isEqualTo("other events than were to be kept");
  }

  @Test
  void aWayThatNobodyKnowsIsRefused() {
    Order live = LiveCollection.make(ground, WriteConcern.MAJORITY).order();

    assertThatThrownBy(() -> new Listener(ground, "steams", live, EVENTS))
        .hasMessageContaining("There is no such way to hear of changes.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"driver-raw", "spring", "spring-raw", "pymongo"})
  void whatIsWrittenOnceALapIsReadyArrivesInOrder(String way) throws InterruptedException {
    assumeThat(Ways.leftOut(way)).isEmpty();
    LiveCollection live = LiveCollection.make(ground, WriteConcern.MAJORITY);

    try (Listener listener = new Listener(ground, way, live.order(), 2 * EVENTS)) {
      IntStream.range(0, EVENTS).forEach(n -> live.documents().insertOne(new Document("n", n)));
      Arrivals arrivals = listener.arrivals();
      Waiting.until(LIMIT, () -> arrivals.count() > EVENTS);

      assertThat(IntStream.range(0, arrivals.count()).mapToLong(arrivals::number))
          .containsExactlyElementsOf(LongStream.range(Arrivals.READY, EVENTS).boxed().toList());
    }
  }

  private static Answer drain(String way, Order history) throws InterruptedException {
    assumeThat(Ways.leftOut(way)).isEmpty();
    Order order = history.with("kind", "drain").with("way", way).with("uri", ground.rs0().uri());
    try (Lap lap = Ways.program(way).start(order)) {
      return lap.await(LIMIT);
    }
  }

  private static Answer filtered(Order history) throws InterruptedException {
    Order order = history.with("kind", "filter").with("uri", ground.rs0().uri());
    try (Lap lap = Ways.program("keep-6").start(order)) {
      return lap.await(LIMIT);
    }
  }
}
