package dev.mongostreams.bench.live;

import dev.mongostreams.bench.channel.Channel;
import dev.mongostreams.bench.channel.Channels;
import dev.mongostreams.bench.channel.Publisher;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import java.time.Duration;
import java.util.List;

/**
 * How large may one message be?
 *
 * <p>Workload: a text of 1 KiB, then of twice as much, up to 16 MiB; then sizes between the last
 * that came and the first that did not, until both lie less than 1/4,096 apart. A size goes through
 * when the message is accepted and the listener has it whole.
 *
 * <p>Command: {@code ./streams bench payload}. One should see 7,999 bytes for NOTIFY, nearly 16 MiB
 * for MongoDB, whose documents end there, and all that was tried for Redis.
 */
public final class PayloadScenario implements Scenario {
  private static final int LEAST_BYTES = 1 << 10;
  private static final int MOST_BYTES = 16 << 20;
  private static final int APART = 1 << 12;
  private static final int ROOM = 1_000;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Channels channels = new Channels();

  @Override
  public String name() {
    return "payload";
  }

  @Override
  public String question() {
    return "How large may the text of one message be, up to 16 MiB?";
  }

  @Override
  public List<String> ways() {
    return List.of("mongodb", "redis-pubsub", "redis-streams", "notify");
  }

  @Override
  public Answer lap(Ground ground, String way) throws InterruptedException {
    Channel channel = channels.open(ground, way);
    try (Publisher publisher = channel.publisher();
        Listener listener =
            new Listener(ground, way, channel.order().with("note", "bytes"), ROOM)) {
      return new Answer().figure("largestBytes", largest(publisher, listener));
    }
  }

  private static int largest(Publisher publisher, Listener listener) throws InterruptedException {
    int fits = 0;
    int next = LEAST_BYTES;
    while (next <= MOST_BYTES && goesThrough(next, publisher, listener)) {
      fits = next;
      next *= 2;
    }
    int tooMuch = next;
    while (fits < MOST_BYTES && tooMuch - fits > Math.max(1, fits / APART)) {
      int between = fits + (tooMuch - fits) / 2;
      if (goesThrough(between, publisher, listener)) {
        fits = between;
      } else {
        tooMuch = between;
      }
    }
    return fits;
  }

  private static boolean goesThrough(int bytes, Publisher publisher, Listener listener)
      throws InterruptedException {
    int before = listener.arrivals().count();
    if (!publisher.offer("x".repeat(bytes))) {
      return false;
    }
    Waiting.until(LIMIT, () -> listener.arrivals().count() > before || !listener.running());
    boolean whole =
        listener.arrivals().count() > before && listener.arrivals().number(before) == bytes;
    if (!whole) {
      // Whatever became of it, the next size finds somebody who listens.
      listener.kill();
      listener.beginAgain();
    }
    return whole;
  }

  @Override
  public void end() {
    channels.close();
  }
}
