package dev.mongostreams.cli.doctor.check;

import com.mongodb.MongoCommandException;
import java.time.Duration;
import java.util.List;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The history that change streams are read from.
 *
 * @param oldest time of its oldest entry
 * @param newest time of its newest entry
 * @param mostBytes how much it may hold; 0 where that is not told
 * @param filled how much of that is taken, above 0 to 1
 */
record Oplog(BsonTimestamp oldest, BsonTimestamp newest, long mostBytes, double filled) {
  /** From here on an entry falls out for each that comes. */
  private static final double FULL = 0.9;

  /**
   * Asks the primary for it.
   *
   * @return null when it is empty
   * @throws com.mongodb.MongoException when this user may not see it
   */
  static @Nullable Oplog of(Patient patient) {
    Document find =
        new Document("find", "oplog.rs")
            .append("sort", new Document("$natural", 1))
            .append("projection", new Document("ts", 1))
            .append("limit", 1)
            .append("singleBatch", true);
    Document reply = patient.askPrimary("local", find);
    List<Document> entries =
        reply.get("cursor", new Document()).getList("firstBatch", Document.class, List.of());
    BsonTimestamp oldest = entries.isEmpty() ? null : entries.get(0).get("ts", BsonTimestamp.class);
    BsonTimestamp newest = reply.get("operationTime", BsonTimestamp.class);
    return oldest == null || newest == null ? null : sized(patient, oldest, newest);
  }

  private static Oplog sized(Patient patient, BsonTimestamp oldest, BsonTimestamp newest) {
    Document stats;
    try {
      stats = patient.askPrimary("local", new Document("collStats", "oplog.rs"));
    } catch (MongoCommandException notTold) {
      return new Oplog(oldest, newest, 0, 1);
    }
    double size = stats.get("size") instanceof Number number ? number.doubleValue() : 0;
    long most = stats.get("maxSize") instanceof Number number ? number.longValue() : 0;
    return new Oplog(oldest, newest, most, size > 0 && size < most ? size / most : 1);
  }

  boolean full() {
    return filled >= FULL;
  }

  /** The time it holds now; its ends are known to the second, so that it is never none. */
  Duration held() {
    return Duration.ofSeconds(Math.max(1, seconds(newest) - seconds(oldest)));
  }

  /** The time it will hold once it is full, at the rate of the writes in it. */
  Duration window() {
    return Duration.ofSeconds((long) (held().toSeconds() / filled));
  }

  /** How far a time lies behind its newest entry. */
  Duration behind(BsonTimestamp time) {
    return Duration.ofSeconds(seconds(newest) - seconds(time));
  }

  boolean reachesBackTo(BsonTimestamp time) {
    return oldest.compareTo(time) <= 0;
  }

  private static long seconds(BsonTimestamp time) {
    return Integer.toUnsignedLong(time.getTime());
  }
}
