package dev.mongostreams.bench.live;

import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is lost, and what comes twice, when the one who listens is killed and started again?
 *
 * <p>Workload: numbers are sent one after the other while a way listens in a process of its own. It
 * is ended by SIGKILL in the middle, stays away for a while in which numbers are sent on, and is
 * started again with the same settings; then some more are sent. A number that has not come when
 * nothing has come for a while is lost.
 *
 * <p>Command: {@code ./streams bench away kill}. One should see nothing lost by a watcher with a
 * checkpoint and by Redis Streams, and all that was sent meanwhile by those who cannot resume.
 */
public final class DeliveryScenario implements Scenario {
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final long RATE = 200;

  private final String name;
  private final Duration away;
  private final Map<String, Function<Ground, Publisher>> publishers;
  private @Nullable Ground ground;

  public DeliveryScenario(
      String name, Duration away, Map<String, Function<Ground, Publisher>> publishers) {
    this.name = name;
    this.away = away;
    this.publishers = new LinkedHashMap<>(publishers);
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
    return List.copyOf(publishers.keySet());
  }

  @Override
  public void prepare(Ground ground) {
    this.ground = ground;
  }

  @Override
  public Answer lap(String way) throws InterruptedException {
    Ground here = Objects.requireNonNull(ground);
    int part = (int) (2 * RATE);
    int meanwhile = (int) (RATE * away.toMillis() / 1_000);
    int numbers = 2 * part + meanwhile;
    try (Publisher publisher = Objects.requireNonNull(publishers.get(way)).apply(here);
        Listener listener = new Listener(here, way, publisher.order(), 3 * numbers)) {
      send(publisher, 0, part);
      listener.kill();
      send(publisher, part, meanwhile);
      listener.beginAgain();
      send(publisher, part + meanwhile, part);
      awaitSilence(listener.arrivals());
      return figures(listener.arrivals(), numbers);
    }
  }

  private static void send(Publisher publisher, int first, int count) throws InterruptedException {
    long begin = System.nanoTime();
    for (int sent = 0; sent < count; sent++) {
      Waiting.untilTime(begin + sent * 1_000_000_000L / RATE);
      publisher.publish(first + sent);
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

  private static void awaitSilence(Arrivals arrivals) throws InterruptedException {
    int before = -1;
    while (arrivals.count() != before) {
      before = arrivals.count();
      int known = before;
      Waiting.until(SILENCE, () -> arrivals.count() != known);
    }
  }
}
