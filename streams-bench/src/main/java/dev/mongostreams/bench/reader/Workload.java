package dev.mongostreams.bench.reader;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import dev.mongostreams.bench.lap.Order;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.BsonTimestamp;
import org.bson.Document;

/**
 * A history to read again and again: so many inserts of one size into one collection.
 *
 * @param database where the collection is
 * @param collection its name
 * @param start cluster time of the first insert or just before it
 * @param events how many inserts
 */
public record Workload(String database, String collection, BsonTimestamp start, int events) {
  /** Of one drain, so that nothing hangs: ten times what the slowest reader was seen to take. */
  public static final Duration LIMIT = Duration.ofMinutes(2);

  /** The size that most benchmarks are about. */
  public static final int KIB = 1024;

  /** All of a document but its text: length, {@code _id}, {@code n}, {@code k}, names and types. */
  private static final int OTHER_BYTES = 49;

  private static final int HUNDRED = 100;

  private static final int BYTES_AT_ONCE = 1_000 * KIB;

  /** Reads what {@link #order} wrote. */
  public static Workload of(Order order) {
    BsonTimestamp start = new BsonTimestamp(order.number("seconds"), order.number("increment"));
    return new Workload(
        order.text("database"), order.text("collection"), start, order.number("events"));
  }

  /** What a lap has to know of it. */
  public Order order() {
    return Order.empty()
        .with("database", database)
        .with("collection", collection)
        .with("seconds", start.getTime())
        .with("increment", start.getInc())
        .with("events", events);
  }

  /** Writes the history of documents of so many bytes. */
  public static Workload write(MongoClient client, String database, int events, int documentBytes) {
    Workload workload = coming(client, database, events);
    workload.fill(client, documentBytes);
    return workload;
  }

  /** A history that is yet to be written. */
  public static Workload coming(MongoClient client, String database, int events) {
    return new Workload(database, "drain", ServerTime.next(client), events);
  }

  /** Writes what is to come, with documents of so many bytes. */
  public void fill(MongoClient client, int documentBytes) {
    MongoCollection<Document> collection = in(client).withWriteConcern(WriteConcern.MAJORITY);
    String text = "x".repeat(documentBytes - OTHER_BYTES);
    int atOnce = BYTES_AT_ONCE / documentBytes;
    for (int from = 0; from < events; from += atOnce) {
      List<Document> documents =
          IntStream.range(from, Math.min(events, from + atOnce))
              .mapToObj(
                  n -> new Document("text", text).append("n", field(n)).append("k", n % HUNDRED))
              .toList();
      collection.insertMany(documents, new InsertManyOptions().ordered(true));
    }
  }

  /** The field {@code n} of the insert at that place, from 0. Never zero, never twice in a row. */
  static int field(int place) {
    return place + 1;
  }

  /** How many inserts have a field {@code k} below that number, which goes from 0 to 99. */
  public int kept(int below) {
    return events / HUNDRED * below + Math.min(events % HUNDRED, below);
  }

  /** The sum of {@code n} over those inserts. */
  public long keptSum(int below) {
    return IntStream.range(0, events)
        .filter(place -> place % HUNDRED < below)
        .mapToLong(Workload::field)
        .sum();
  }

  /** The collection. */
  MongoCollection<Document> in(MongoClient client) {
    return client.getDatabase(database).getCollection(collection);
  }
}
