package dev.mongostreams.bench.live;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How long after a write does each way hear of it?
 *
 * <p>Workload: inserts of 200 bytes, each due at its time whatever became of the ones before, with
 * a jitter of half the distance, by eight threads of this process; the way runs in another one. The
 * first fifth is dropped. Times are from when a write was due, and from its acknowledgement; an
 * event may come before that. A write that did not come counts as lost.
 *
 * <p>Command: {@code ./streams bench latency-1000}. One should see half of the events arrive within
 * 0.2 ms of their acknowledgement whoever reads, as the write's own commit takes nearly all of the
 * time, and Debezium wait for its poll interval.
 */
public final class LatencyScenario implements Scenario {
  private static final Duration LATE = Duration.ofSeconds(15);

  private final String name;
  private final List<String> ways;
  private final int perSecond;
  private final int writes;
  private final WriteConcern concern;
  private @Nullable Ground ground;

  public LatencyScenario(
      String name, List<String> ways, int perSecond, Duration length, WriteConcern concern) {
    this.name = name;
    this.ways = ways;
    this.perSecond = perSecond;
    this.writes = (int) (perSecond * length.toMillis() / 1_000);
    this.concern = concern;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String question() {
    return String.format(
        Locale.ROOT, "How long after a write does each way hear of it, at %,d/s?", perSecond);
  }

  @Override
  public List<String> ways() {
    return ways;
  }

  @Override
  public void prepare(Ground ground) {
    this.ground = ground;
  }

  @Override
  public Answer lap(String way) throws InterruptedException {
    Ground here = Objects.requireNonNull(ground);
    MongoCollection<Document> collection =
        here.client()
            .getDatabase(here.rs0().freshDatabase())
            .getCollection("live")
            .withWriteConcern(concern);
    collection.insertOne(new Document("n", -2));
    Order source =
        Order.empty()
            .with("uri", here.rs0().uri())
            .with("database", collection.getNamespace().getDatabaseName())
            .with("collection", "live");
    try (Listener listener = new Listener(here, way, source, 3 * writes)) {
      OpenLoop loop = new OpenLoop(collection, writes, perSecond);
      loop.write();
      Arrivals arrivals = listener.arrivals();
      Waiting.until(LATE, () -> arrivals.count() > writes);
      return LatencyFigures.of(loop, arrivals);
    }
  }
}
