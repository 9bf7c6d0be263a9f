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
 * before is acknowledged, while a way listens in another process, or nobody does.
 *
 * <p>Command: {@code ./streams bench write-rate}. One should see nearly the same rate with a
 * watcher as without, as a write waits for the journal most of the time.
 */
public final class WriteRateScenario implements Scenario {
  private static final String NOBODY = "none";
  private static final int ROOM = 1_000_000;

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

  @Override
  public Answer lap(Ground ground, String way) throws InterruptedException {
    LiveCollection live = LiveCollection.make(ground, WriteConcern.MAJORITY);
    if (way.equals(NOBODY)) {
      return written(live);
    }
    Listener listener = new Listener(ground, way, live.order(), ROOM);
    try {
      return written(live);
    } finally {
      listener.close();
    }
  }

  private Answer written(LiveCollection live) throws InterruptedException {
    return new Answer().figure("rate", new ClosedLoop(live.documents(), length).rate());
  }
}
