package dev.mongostreams.bench.live;

import dev.mongostreams.bench.channel.Channel;
import dev.mongostreams.bench.channel.Channels;
import dev.mongostreams.bench.channel.Publisher;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is lost, and what comes twice, when the one who listens is killed and started again?
 *
 * <p>Workload: 200 numbers a second are sent, one after the other, while a way listens in a process
 * of its own. It is ended by SIGKILL, stays away for a while, and is started again with the same
 * settings. Numbers are sent all the time, also while it starts, and for two more seconds. One that
 * has not come when nothing has come for a while is lost.
 *
 * <p>Command: {@code ./streams bench away kill}. One should see nothing lost by a watcher with a
 * checkpoint, by the driver's loop that keeps its resume token in a file after each event, and by
 * Redis Streams; and all that was sent meanwhile by those who keep no position or cannot resume.
 */
public final class DeliveryScenario implements Scenario {
  /** Who may lose nothing, and so has to show it in every round. */
  private static final Set<String> KEEP_POSITIONS =
      Set.of("streams-checkpoint", "driver-token", "redis-streams");

  private static final int RATE = 200;
  private static final int PART = 2 * RATE;
  // A start may take a minute, and what is sent in it may come twice.
  private static final int ROOM = 100_000;

  private final String name;
  private final Duration away;
  private final Channels channels = new Channels();

  public DeliveryScenario(String name, Duration away) {
    this.name = name;
    this.away = away;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String question() {
    return away.isZero()
        ? "What is lost, and what comes twice, when the listener is killed and started at once?"
        : "What is lost, and what comes twice, when the listener is away for "
            + away.toSeconds()
            + " s?";
  }

  @Override
  public List<String> ways() {
    return List.of(
        "streams-checkpoint",
        "streams",
        "driver",
        "driver-token",
        "redis-pubsub",
        "redis-streams",
        "notify");
  }

  @Override
  public int rounds(String way, int planned) {
    return KEEP_POSITIONS.contains(way) ? planned : 1;
  }

  @Override
  public Answer lap(Ground ground, String way) throws InterruptedException {
    Channel channel = channels.open(ground, way);
    int meanwhile = (int) (RATE * away.toMillis() / 1_000);
    try (Publisher publisher = channel.publisher();
        Listener listener = new Listener(ground, way, channel.order(), ROOM)) {
      int sent;
      try (SteadySender sender = new SteadySender(publisher, RATE)) {
        sender.await(PART);
        listener.kill();
        sender.await(PART + meanwhile);
        listener.beginAgain();
        sent = sender.endAfter(PART);
      }
      listener.awaitSilence();
      Answer answer = figures(listener.arrivals(), sent);
      return away.isZero() ? answer : answer.figure("sentAway", meanwhile);
    }
  }

  private static Answer figures(Arrivals arrivals, int numbers) {
    long[] seen = arrivals.first(numbers);
    int lost = 0;
    int outOfOrder = 0;
    long latest = Long.MIN_VALUE;
    for (long nanos : seen) {
      if (nanos == Arrivals.NEVER) {
        lost++;
      } else {
        outOfOrder += nanos < latest ? 1 : 0;
        latest = Math.max(latest, nanos);
      }
    }
    return new Answer()
        .figure("written", numbers)
        .figure("lost", lost)
        .figure("repeated", arrivals.repeated(numbers))
        .figure("outOfOrder", outOfOrder);
  }

  @Override
  public void end() {
    channels.close();
  }
}
