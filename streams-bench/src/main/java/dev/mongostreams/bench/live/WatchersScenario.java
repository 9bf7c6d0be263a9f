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
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

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
  private @Nullable Ground ground;

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
  public void prepare(Ground ground) {
    this.ground = ground;
  }

  @Override
  public Answer lap(String way) throws InterruptedException {
    Ground here = Objects.requireNonNull(ground);
    int watchers = Integer.parseInt(way);
    String database = here.rs0().freshDatabase();
    MongoCollection<Document> collection =
        here.client()
            .getDatabase(database)
            .getCollection("live")
            .withWriteConcern(WriteConcern.MAJORITY);
    collection.insertOne(new Document("n", -2));
    Order source =
        Order.empty()
            .with("uri", here.rs0().uri())
            .with("database", database)
            .with("collection", "live")
            .with("watchers", watchers);
    try (Listener listener = new Listener(here, way, source, MOST)) {
      long begin = System.nanoTime();
      ClosedLoop loop = new ClosedLoop(collection, length);
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
