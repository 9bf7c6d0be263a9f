package dev.mongostreams.bench.live;

import dev.mongostreams.bench.channel.Channel;
import dev.mongostreams.bench.channel.Channels;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What becomes of the rate when many listen to the same, each with a cursor or a connection of its
 * own?
 *
 * <p>Workload: eight threads write 200 bytes each, as soon as the write before is acknowledged: a
 * document with majority, a message to Redis Pub/Sub, or a row whose trigger notifies. 1, 10 or 50
 * of our watchers, or as many subscribers, in one other process see all of them. The rate is what
 * each of them has seen a second, up to the last arrival. A lap in which a number came more or less
 * often than there are watchers is void.
 *
 * <p>Command: {@code ./streams bench watchers}. One should see a fraction of the rate of one with
 * 50, whoever tells them: MongoDB builds each event once for each cursor, Redis writes each message
 * once for each connection, and PostgreSQL wakes a process for each. One watcher that passes events
 * on to 50 listeners costs as much as one.
 */
public final class WatchersScenario implements Scenario {
  private static final Duration LATE = Duration.ofSeconds(30);

  /** Twice what Redis gave one subscriber at most. Room that is not used takes no space. */
  private static final int MOST_PER_SECOND = 250_000;

  private final Duration length;
  private final Channels channels = new Channels();

  public WatchersScenario(Duration length) {
    this.length = length;
  }

  @Override
  public String name() {
    return "watchers";
  }

  @Override
  public String question() {
    return "How many changes a second does each of so many watchers see while somebody writes as"
        + " fast as it can?";
  }

  @Override
  public List<String> ways() {
    return List.of(
        "1",
        "10",
        "50",
        "redis-pubsub-1",
        "redis-pubsub-10",
        "redis-pubsub-50",
        "notify-1",
        "notify-10",
        "notify-50");
  }

  @Override
  public Answer lap(Ground ground, String way) throws InterruptedException {
    int dash = way.lastIndexOf('-');
    int watchers = Integer.parseInt(way.substring(dash + 1));
    String source = dash < 0 ? "streams" : way.substring(0, dash);
    Channel channel = channels.open(ground, source);
    try (Listener listener =
        new Listener(ground, source, channel.order().with("watchers", watchers), room(watchers))) {
      long begin = System.nanoTime();
      ClosedLoop loop = new ClosedLoop(channel::publisher, length);
      loop.rate();
      Arrivals arrivals = listener.arrivals();
      int expected = 1 + watchers * loop.written();
      Waiting.until(LATE, () -> arrivals.count() >= expected || !listener.running());
      long last = arrivals.nanos(arrivals.count() - 1);
      return new Answer()
          .figure("rate", loop.written() * 1e9 / (last - begin))
          .fault(
              listener.running()
                  ? fault(arrivals, loop.written(), watchers)
                  : "the listener ended at " + arrivals.count() + " arrivals");
    }
  }

  private int room(int watchers) {
    return Math.toIntExact(1 + watchers * (MOST_PER_SECOND * length.toMillis() / 1_000));
  }

  private static String fault(Arrivals arrivals, int written, int watchers) {
    int missing = 1 + watchers * written - arrivals.count();
    if (missing > 0) {
      return missing + " changes did not come";
    }
    return missing == 0 && Arrays.stream(arrivals.times(written)).allMatch(seen -> seen == watchers)
        ? ""
        : "other changes came than were written, or some of them twice";
  }

  @Override
  public void end() {
    channels.close();
  }
}
