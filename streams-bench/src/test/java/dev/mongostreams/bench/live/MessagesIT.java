package dev.mongostreams.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.channel.Channel;
import dev.mongostreams.bench.channel.Channels;
import dev.mongostreams.bench.channel.Publisher;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import dev.mongostreams.bench.suite.Session;
import dev.mongostreams.testkit.ReplicaSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XReadGroupParams;

/** Redis Pub/Sub, Redis Streams and PostgreSQL NOTIFY beside us, with few messages. */
class MessagesIT {
  private static final int PART = 20;
  private static final int ROOM = 1_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final Channels CHANNELS = new Channels();
  private static Ground ground;

  @BeforeAll
  static void start() {
    ground = Ground.on(ReplicaSet.start(), line -> {});
  }

  @AfterAll
  static void stop() {
    CHANNELS.close();
    ground.close();
    ground.rs0().close();
  }

  @ParameterizedTest
  @CsvSource({
    "redis-pubsub,20",
    "notify,20",
    "notify-wire,20",
    "redis-streams,0",
    "streams,20",
    "streams-checkpoint,0",
    "driver,20",
    "driver-token,0"
  })
  void whatIsSentWhileTheListenerIsAwayIsLostByThoseWhoCannotResume(String way, int lost)
      throws InterruptedException {
    Channel channel = CHANNELS.open(ground, way);
    try (Publisher publisher = channel.publisher();
        Listener listener = new Listener(ground, way, channel.order(), ROOM)) {
      send(publisher, 0);
      awaitNumber(PART - 1, listener);
      listener.kill();
      send(publisher, PART);
      listener.beginAgain();
      send(publisher, 2 * PART);
      awaitNumber(3 * PART - 1, listener);

      assertThat(missing(listener.arrivals())).hasSize(lost);
      assertThat(missing(listener.arrivals())).allMatch(n -> n >= PART && n < 2 * PART);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mongodb", "redis-pubsub", "redis-streams", "notify"})
  void whatTwoPublishersSendArrivesWholeAndInOrder(String way) throws InterruptedException {
    Channel channel = CHANNELS.open(ground, way);
    try (Listener listener = new Listener(ground, way, channel.order(), ROOM)) {
      Duet duet = new Duet(PART);
      duet.send(channel);
      assertThat(Waiting.until(LIMIT, () -> listener.arrivals().count() > PART)).isTrue();

      assertThat(duet.figures(listener.arrivals()).figures())
          .containsEntry("written", (double) PART)
          .containsEntry("lost", 0.0)
          .containsEntry("repeated", 0.0)
          .containsEntry("outOfOrder", 0.0);
    }
  }

  @ParameterizedTest
  @CsvSource({"mongodb,true", "redis-pubsub,true", "redis-streams,true", "notify,false"})
  void onlyNotifyRefusesEightThousandBytes(String way, boolean taken) throws InterruptedException {
    Channel channel = CHANNELS.open(ground, way);
    try (Publisher publisher = channel.publisher();
        Listener listener =
            new Listener(ground, way, channel.order().with("note", "bytes"), ROOM)) {
      assertThat(publisher.offer("x".repeat(7_999))).isTrue();
      assertThat(publisher.offer("x".repeat(8_000))).isEqualTo(taken);
      awaitNumber(taken ? 8_000 : 7_999, listener);

      assertThat(listener.arrivals().number(1)).isEqualTo(7_999);
    }
  }

  @Test
  void aGroupHandsOutAgainFirstWhatWasNotAcknowledged() throws InterruptedException {
    Channel channel = CHANNELS.open(ground, "redis-streams");
    Order order = channel.order();
    try (Publisher publisher = channel.publisher();
        RedisClient redis = RedisClient.create(order.text("redis"))) {
      IntStream.range(0, 3).forEach(publisher::publish);
      redis.xreadGroup(
          order.text("group"),
          order.text("consumer"),
          new XReadGroupParams().count(2),
          Map.of(order.text("channel"), StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));

      try (Listener listener = new Listener(ground, "redis-streams", order, ROOM)) {
        awaitNumber(2, listener);

        assertThat(IntStream.range(0, 4).mapToLong(listener.arrivals()::number))
            .containsExactly(0L, 1L, Arrivals.READY, 2L);
      }
    }
  }

  @Test
  void aScenarioThatCannotBePreparedIsVoidAndEnded() throws Exception {
    List<String> ended = new ArrayList<>();
    List<Recording> kept = new ArrayList<>();
    Scenario failing = new Failing(ended);

    Recording recording =
        new Session(ground.rs0(), line -> {}, kept::add).run("quick", List.of(failing), 1, 1);

    assertThat(recording.samples().get(0).fault()).isEqualTo("it could not be prepared: broken");
    assertThat(ended).containsExactly("failing");
    assertThat(kept).containsExactly(recording);
  }

  private record Failing(List<String> ended) implements Scenario {

    @Override
    public String name() {
      return "failing";
    }

    @Override
    public String question() {
      return "Does it end?";
    }

    @Override
    public List<String> ways() {
      return List.of("driver");
    }

    @Override
    public void prepare(Ground ground) {
      throw new IllegalArgumentException("broken");
    }

    @Override
    public Answer lap(Ground ground, String way) {
      return new Answer();
    }

    @Override
    public void end() {
      ended.add(name());
    }
  }

  private static void send(Publisher publisher, int first) {
    IntStream.range(first, first + PART).forEach(publisher::publish);
  }

  private static void awaitNumber(long number, Listener listener) throws InterruptedException {
    Arrivals arrivals = listener.arrivals();
    assertThat(Waiting.until(LIMIT, () -> arrivals.number(arrivals.count() - 1) == number))
        .isTrue();
  }

  private static List<Integer> missing(Arrivals arrivals) {
    long[] first = arrivals.first(3 * PART);
    return IntStream.range(0, 3 * PART).filter(n -> first[n] == Arrivals.NEVER).boxed().toList();
  }
}
