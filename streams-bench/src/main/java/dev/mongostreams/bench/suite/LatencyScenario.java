package dev.mongostreams.bench.suite;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.bench.fork.Lap;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.Order;
import java.nio.file.Path;
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
final class LatencyScenario implements Scenario {
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration LATE = Duration.ofSeconds(15);

  private final String name;
  private final List<String> ways;
  private final int perSecond;
  private final int writes;
  private final WriteConcern concern;
  private @Nullable Ground ground;
  private int laps;

  LatencyScenario(
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
    Path file = here.directory().resolve(name + "-" + laps++);
    Order order =
        Order.empty()
            .with("kind", "live")
            .with("way", way)
            .with("uri", here.rs0().uri())
            .with("database", collection.getNamespace().getDatabaseName())
            .with("collection", "live")
            .with("arrivals", file)
            .with("room", 3 * writes);
    try (Arrivals arrivals = Arrivals.open(file, 3 * writes);
        Lap lap = Ways.program(way).start(order)) {
      if (!Waiting.until(READY, () -> arrivals.count() > 0 || !lap.running()) || !lap.running()) {
        return new Answer().fault("it never began; " + lap.lastLines());
      }
      OpenLoop loop = new OpenLoop(collection, writes, perSecond);
      loop.write();
      Waiting.until(LATE, () -> arrivals.count() > writes);
      return LatencyFigures.of(loop, arrivals);
    }
  }
}
