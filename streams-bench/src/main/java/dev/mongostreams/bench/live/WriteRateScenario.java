package dev.mongostreams.bench.live;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import dev.mongostreams.bench.scenario.Ground;
import dev.mongostreams.bench.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

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
  private @Nullable Ground ground;

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
  public void prepare(Ground ground) {
    this.ground = ground;
  }

  @Override
  public Answer lap(String way) throws InterruptedException {
    Ground here = Objects.requireNonNull(ground);
    String database = here.rs0().freshDatabase();
    MongoCollection<Document> collection =
        here.client()
            .getDatabase(database)
            .getCollection("live")
            .withWriteConcern(WriteConcern.MAJORITY);
    collection.insertOne(new Document("n", -2));
    if (way.equals(NOBODY)) {
      return written(collection);
    }
    Order source =
        Order.empty()
            .with("uri", here.rs0().uri())
            .with("database", database)
            .with("collection", "live");
    Listener listener = new Listener(here, way, source, ROOM);
    try {
      return written(collection);
    } finally {
      listener.close();
    }
  }

  private Answer written(MongoCollection<Document> collection) throws InterruptedException {
    return new Answer().figure("rate", new ClosedLoop(collection, length).rate());
  }
}
