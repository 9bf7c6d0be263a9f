package dev.mongostreams.bench.slow;

import dev.mongostreams.bench.channel.Channel;
import dev.mongostreams.bench.channel.Channels;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.live.Listener;
import dev.mongostreams.bench.live.Waiting;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is lost, and what grows where, when somebody sends faster than the handler works?
 *
 * <p>Workload: eight threads send 2,000 messages of 7,000 bytes a second for 4 seconds, 53 MiB in
 * all; NOTIFY takes no more than 7,999 bytes. The handler waits 5 ms at each message for 4 seconds
 * from the first one, and is quick afterwards, so that everybody may catch up. A message that has
 * not been handled when nothing has come for a while is lost. All servers have the settings that
 * they come with: Redis cuts a subscriber whose output buffer has 32 MiB, or 8 MiB for a minute
 * ({@code client-output-buffer-limit pubsub 32mb 8mb 60}), and PostgreSQL's queue holds 8 GiB. Who
 * is cut subscribes again as soon as it learns of it.
 *
 * <p>What the server keeps is what Redis has in memory beyond what it had before, and what lies in
 * the queue of PostgreSQL, which stops every {@code NOTIFY} when it is full. MongoDB keeps its
 * history anyway. What we keep is what the watcher says is in flight.
 *
 * <p>Command: {@code ./streams bench slow-subscriber}. One should see a watcher hold no more than
 * its budget and one reply, and lose nothing; Redis Pub/Sub cut the subscriber, which loses what it
 * had not read and what is sent until it has read its socket to the end and learns of the cut; and
 * Redis Streams and NOTIFY lose nothing while their servers keep what was not read.
 */
public final class SlowSubscriberScenario implements Scenario {
  private static final int FILLING_CHARACTERS = 6_990;
  private static final int WAIT_MICROS = 5_000;
  private static final double MIB = 1 << 20;
  private static final Duration SENT_IN = Duration.ofMinutes(2);
  private static final AtomicInteger FILES = new AtomicInteger();

  private final int messages;
  private final Duration length;
  private final Channels channels = new Channels();

  /**
   * Makes a scenario.
   *
   * @param messages how many are sent
   * @param length for how long, and how long the handler is slow
   */
  public SlowSubscriberScenario(int messages, Duration length) {
    this.messages = messages;
    this.length = length;
  }

  @Override
  public String name() {
    return "slow-subscriber";
  }

  @Override
  public String question() {
    return "What is lost, and what grows where, when the handler is slower than the sender for "
        + length.toSeconds()
        + " s?";
  }

  @Override
  public List<String> ways() {
    return List.of("streams-checkpoint", "driver", "redis-pubsub", "redis-streams", "notify");
  }

  @Override
  public Answer lap(Ground ground, String way) throws InterruptedException {
    Channel channel = channels.open(ground, way);
    Path held = ground.directory().resolve("held-" + FILES.incrementAndGet());
    Order order =
        channel
            .order()
            .with("slowMicros", WAIT_MICROS)
            .with("slowForMillis", length.toMillis())
            .with("held", held);
    try (Listener listener = new Listener(ground, way, order, 3 * messages);
        Arrivals bytes = Arrivals.open(held, Arrivals.FEW)) {
      Most kept = new Most(channel);
      try (Flood flood = new Flood(channel, messages, length, "x".repeat(FILLING_CHARACTERS))) {
        Waiting.until(SENT_IN, () -> kept.look() && flood.over());
        flood.join();
      }
      kept.lookNow();
      // One note says that it was ready.
      listener.awaitAll(messages + 1);
      return figures(listener.arrivals(), kept, bytes);
    } finally {
      channel.discard();
    }
  }

  private Answer figures(Arrivals arrivals, Most kept, Arrivals held) {
    long[] seen = arrivals.first(messages);
    int lost = 0;
    for (long nanos : seen) {
      lost += nanos == Arrivals.NEVER ? 1 : 0;
    }
    Answer answer =
        new Answer()
            .figure("written", messages)
            .figure("lost", lost)
            .figure("repeated", arrivals.repeated(messages))
            .figure("cuts", arrivals.readies() - 1);
    if (held.count() > 0) {
      answer.figure("inFlightMib", held.number(held.count() - 1) / MIB);
    }
    kept.bytes().ifPresent(most -> answer.figure("serverMib", most / MIB));
    return answer;
  }

  /** The most that a server kept for a channel. */
  private static final class Most {
    private static final Duration EVERY = Duration.ofMillis(200);

    private final Channel channel;
    private long next = System.nanoTime();
    private OptionalLong bytes = OptionalLong.empty();

    Most(Channel channel) {
      this.channel = channel;
    }

    /** Looks now and then, as a look costs the server something; always true. */
    boolean look() {
      if (System.nanoTime() - next > 0) {
        lookNow();
      }
      return true;
    }

    void lookNow() {
      channel.keptBytes().ifPresent(now -> bytes = OptionalLong.of(Math.max(now, bytes.orElse(0))));
      next = System.nanoTime() + EVERY.toNanos();
    }

    OptionalLong bytes() {
      return bytes;
    }
  }

  @Override
  public void end() {
    channels.close();
  }
}
