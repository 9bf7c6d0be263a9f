package dev.mongostreams.bench.live;

import dev.mongostreams.bench.channel.Channel;
import dev.mongostreams.bench.channel.Channels;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import java.util.List;

/**
 * Does what two publishers send arrive in the order in which it was accepted?
 *
 * <p>Workload: two publishers, each with a connection and a thread of its own, send numbers to one
 * listener as fast as each is acknowledged. A number is out of order when another one came before
 * it that was sent only after its acknowledgement, whoever sent them. Of two that were under way at
 * the same time either may come first.
 *
 * <p>Command: {@code ./streams bench publishers}. One should see none out of order and none lost,
 * with one server each: that breaks no promise and proves none.
 */
public final class PublishersScenario implements Scenario {
  private static final int NUMBERS = 4_000;

  private final Channels channels = new Channels();

  @Override
  public String name() {
    return "publishers";
  }

  @Override
  public String question() {
    return "Does what two publishers send at once arrive in the order of the acknowledgements?";
  }

  @Override
  public List<String> ways() {
    return List.of("mongodb", "redis-pubsub", "redis-streams", "notify");
  }

  @Override
  public Answer lap(Ground ground, String way) throws InterruptedException {
    Channel channel = channels.open(ground, way);
    try (Listener listener = new Listener(ground, way, channel.order(), 3 * NUMBERS)) {
      Duet duet = new Duet(NUMBERS);
      duet.send(channel);
      // Its first note is that it is ready.
      listener.awaitAll(1 + NUMBERS);
      return duet.figures(listener.arrivals());
    }
  }

  @Override
  public void end() {
    channels.close();
  }
}
