package dev.mongostreams.bench.live;

import com.mongodb.WriteConcern;
import dev.mongostreams.bench.channel.LiveCollection;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import java.time.Duration;
import java.util.List;

/**
 * What becomes of the rate when many watch the same collection, each with a cursor of its own?
 *
 * <p>Workload: eight threads insert documents of 200 bytes with majority, each as soon as the one
 * before is acknowledged; 1, 10 or 50 of our watchers in one other process see all of them. The
 * rate is what each watcher has seen a second, up to the last arrival.
 *
 * <p>Command: {@code ./streams bench watchers}. One should see a fraction of the rate of one with
 * 50: the server builds each event once for each cursor. One watcher that passes events on to 50
 * listeners costs as much as one.
 */
public final class WatchersScenario implements Scenario {
  private static final Duration LATE = Duration.ofSeconds(30);
  private static final int MOST = 2_000_000;

  private final Duration length;

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
    return List.of("1", "10", "50");
  }

  @Override
  public Answer lap(Ground ground, String way) throws InterruptedException {
    int watchers = Integer.parseInt(way);
    LiveCollection live = LiveCollection.make(ground, WriteConcern.MAJORITY);
    Order source = live.order().with("watchers", watchers);
    try (Listener listener = new Listener(ground, way, source, MOST)) {
      long begin = System.nanoTime();
      ClosedLoop loop = new ClosedLoop(live.documents(), length);
      loop.rate();
      Arrivals arrivals = listener.arrivals();
      int expected = 1 + watchers * loop.written();
      boolean all = Waiting.until(LATE, () -> arrivals.count() >= expected);
      long last = arrivals.nanos(arrivals.count() - 1);
      return new Answer()
          .figure("rate", loop.written() * 1e9 / (last - begin))
          .fault(all ? "" : expected - arrivals.count() + " changes did not come");
    }
  }
}
