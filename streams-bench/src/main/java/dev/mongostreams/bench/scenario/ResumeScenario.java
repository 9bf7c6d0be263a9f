package dev.mongostreams.bench.scenario;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import dev.mongostreams.bench.fork.Lap;
import dev.mongostreams.bench.lap.Answer;
import dev.mongostreams.bench.lap.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;

/**
 * What does it cost to resume on a quiet collection, when all that happened was elsewhere?
 *
 * <p>Workload: a quiet collection has one change; then 10,000, 100,000 or 1,000,000 documents are
 * inserted elsewhere, and then the quiet one has another change. A watcher that saved the token of
 * its last change ({@code token-}) makes the server look through all that lies between; one that
 * saved how far the server had looked, as ours does while it is idle, begins where that ends
 * ({@code pbrt}, for post-batch resume token). Time is from {@code start()} to the handler, in a
 * process that has gone on from near five times before.
 *
 * <p>Command: {@code ./streams bench resume-back}. One should see some milliseconds from a position
 * that was saved while idle, however much was written, and from a token a time that grows with the
 * entries, to seconds for a million.
 */
public final class ResumeScenario implements Scenario {
  private static final String LOOKED = "pbrt";
  private static final int THOUSAND = 1_000;
  private static final int MILLION = 1_000_000;
  private static final int AT_ONCE = 10_000;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final List<Integer> distances;
  private final Map<String, Order> orders = new HashMap<>();

  /**
   * Makes a scenario.
   *
   * @param distances how many entries back, the most first
   */
  public ResumeScenario(List<Integer> distances) {
    this.distances = distances;
  }

  @Override
  public String name() {
    return "resume-back";
  }

  @Override
  public String question() {
    return "How long until a watcher of a quiet collection has its first change, when its position"
        + " lies so many entries of others back?";
  }

  @Override
  public List<String> ways() {
    List<String> ways = new ArrayList<>();
    distances.forEach(distance -> ways.add(0, way(distance)));
    ways.add(0, LOOKED);
    return List.copyOf(ways);
  }

  private static String way(int distance) {
    if (distance % MILLION == 0) {
      return "token-" + distance / MILLION + "m";
    }
    return "token-" + (distance % THOUSAND == 0 ? distance / THOUSAND + "k" : distance);
  }

  @Override
  public void prepare(Ground ground) {
    MongoDatabase database = ground.client().getDatabase(ground.rs0().freshDatabase());
    Map<String, BsonDocument> tokens = new LinkedHashMap<>();
    for (int place = 0; place < distances.size(); place++) {
      tokens.put(way(distances.get(place)), tokenOfAChange(quiet(database, place)));
      int nearer = place + 1 < distances.size() ? distances.get(place + 1) : 0;
      writeElsewhere(database, distances.get(place) - nearer);
    }
    String looked = looked(quiet(database, 0)).toJson();
    Order order =
        Order.empty()
            .with("kind", "resume")
            .with("uri", ground.rs0().uri())
            .with("database", database.getName())
            .with("near", looked);
    orders.put(LOOKED, order.with("collection", name(0)).with("from", looked));
    int place = 0;
    for (Map.Entry<String, BsonDocument> token : tokens.entrySet()) {
      quiet(database, place).insertOne(new Document());
      orders.put(
          token.getKey(),
          order.with("collection", name(place)).with("from", token.getValue().toJson()));
      place++;
    }
  }

  private static String name(int place) {
    return "quiet" + place;
  }

  private static MongoCollection<Document> quiet(MongoDatabase database, int place) {
    return database.getCollection(name(place)).withWriteConcern(WriteConcern.MAJORITY);
  }

  private static BsonDocument tokenOfAChange(MongoCollection<Document> quiet) {
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor = quiet.watch().cursor()) {
      quiet.insertOne(new Document());
      return cursor.next().getResumeToken();
    }
  }

  private static void writeElsewhere(MongoDatabase database, int entries) {
    MongoCollection<Document> busy =
        database.getCollection("busy").withWriteConcern(WriteConcern.MAJORITY);
    for (int from = 0; from < entries; from += AT_ONCE) {
      busy.insertMany(
          IntStream.range(from, Math.min(entries, from + AT_ONCE))
              .mapToObj(n -> new Document("n", n))
              .toList());
    }
  }

  /** How far the server has looked: the position of a cursor to which nothing has come. */
  private static BsonDocument looked(MongoCollection<Document> quiet) {
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor = quiet.watch().cursor()) {
      if (cursor.tryNext() != null) {
        throw new IllegalStateException("Somebody else writes into the quiet collection.");
      }
      return Objects.requireNonNull(cursor.getResumeToken());
    }
  }

  @Override
  public Answer lap(Ground ground, String way) throws InterruptedException {
    Order order = Objects.requireNonNull(orders.get(way)).with("way", way);
    try (Lap lap = Ways.program(way).start(order)) {
      return lap.await(LIMIT);
    }
  }
}
