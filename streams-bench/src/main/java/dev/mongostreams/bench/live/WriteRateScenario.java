package dev.mongostreams.bench.live;

import com.mongodb.WriteConcern;
import dev.mongostreams.bench.channel.LiveCollection;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import java.time.Duration;
import java.util.List;

/**
 * What does a watcher cost the one who writes?
 *
 * <p>Workload: eight threads insert documents of 200 bytes with majority, each as soon as the one
 * before is acknowledged, while a way listens in another process, or nobody does. The first two
 * seconds are not measured, as the compilers of the one who listens take them. A lap whose way did
 * not hear of all writes is void.
 *
 * <p>Command: {@code ./streams bench write-rate}. One should see nearly the same rate with a
 * watcher as without, as a write waits for the journal most of the time.
 */
public final class WriteRateScenario implements Scenario {
  private static final String NOBODY = "none";
  private static final int ROOM = 1_000_000;
  private static final Duration WARM = Duration.ofSeconds(2);
  private static final Duration LATE = Duration.ofSeconds(15);

  private final Duration length;

  public WriteRateScenario(Duration length) {
    this.length = length;
  }

  @Override
  public String name() {
    return "write-rate";
  }

  @Override
  public String question() {
    return "How fast can an application write while somebody listens?";
  }

  @Override
  public List<String> ways() {
    return List.of(NOBODY, "streams", "driver");
  }

  /** The first lap would pay for the compilers of the writing loop. */
  @Override
  public void prepare(Ground ground) throws InterruptedException {
    new ClosedLoop(LiveCollection.make(ground, WriteConcern.MAJORITY).documents(), WARM).rate();
  }

  @Override
  public Answer lap(Ground ground, String way) throws InterruptedException {
    LiveCollection live = LiveCollection.make(ground, WriteConcern.MAJORITY);
    ClosedLoop warm = new ClosedLoop(live.documents(), WARM);
    ClosedLoop loop = new ClosedLoop(live.documents(), length);
    if (way.equals(NOBODY)) {
      warm.rate();
      return new Answer().figure("rate", loop.rate());
    }
    try (Listener listener = new Listener(ground, way, live.order(), ROOM)) {
      warm.rate();
      double rate = loop.rate();
      // Its first note is that it is ready. One that falls behind would cost nothing.
      int expected = 1 + warm.written() + loop.written();
      boolean all = Waiting.until(LATE, () -> listener.arrivals().count() >= expected);
      return new Answer()
          .figure("rate", rate)
          .fault(all ? "" : expected - listener.arrivals().count() + " changes did not come");
    }
  }
}
