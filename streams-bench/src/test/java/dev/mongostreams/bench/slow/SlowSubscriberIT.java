package dev.mongostreams.bench.slow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.channel.Channel;
import dev.mongostreams.bench.channel.Channels;
import dev.mongostreams.bench.channel.Publisher;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.live.Listener;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.testkit.ReplicaSet;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;

class SlowSubscriberIT {
  private static final int FEW = 300;

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
  @CsvSource({
    "streams-checkpoint,inFlightMib",
    "driver,cuts",
    "redis-pubsub,serverMib",
    "redis-streams,serverMib",
    "notify,serverMib"
  })
  void whoFallsALittleBehindCatchesUp(String way, String figure) throws InterruptedException {
    Answer answer = lap(way, FEW, Duration.ofMillis(300));

    assertThat(answer.figures())
        .containsEntry("written", (double) FEW)
        .containsEntry("lost", 0.0)
        .containsEntry("repeated", 0.0)
        .containsEntry("cuts", 0.0)
        .containsKey(figure);
  }

  @Test
  void whoIsCutByRedisSubscribesAgain() throws InterruptedException {
    try (Channels channels = new Channels()) {
      Channel channel = channels.open(ground, "redis-pubsub");
      try (Publisher publisher = channel.publisher();
          Listener listener = new Listener(ground, "redis-pubsub", channel.order(), FEW);
          RedisClient admin = RedisClient.create(channel.order().text("redis"))) {
        admin.executeCommand(
            new CommandArguments(Protocol.Command.CLIENT).addObjects("KILL", "TYPE", "pubsub"));
        listener.awaitAll(2);
        publisher.publish(7, "x");
        listener.awaitAll(3);

        assertThat(IntStream.range(0, 3).mapToLong(listener.arrivals()::number))
            .containsExactly(Arrivals.READY, Arrivals.READY, 7L);
      }
    }
  }

  private Answer lap(String way, int messages, Duration length) throws InterruptedException {
    SlowSubscriberScenario scenario = new SlowSubscriberScenario(messages, length);
    try {
      return scenario.lap(ground, way);
    } finally {
      scenario.end();
    }
  }
}
