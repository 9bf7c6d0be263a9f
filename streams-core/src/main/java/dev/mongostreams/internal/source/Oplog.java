package dev.mongostreams.internal.source;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The history that change streams are read from. To look at it needs {@code read} on local. */
public final class Oplog {
  private static final Logger LOG = LoggerFactory.getLogger(Oplog.class);
  private static final String NAME = "oplog.rs";
  private static final long LIMIT_SECONDS = 2;

  private Oplog() {}

  /**
   * How far it reaches.
   *
   * @param oldest time of its oldest entry
   * @param newest time of its newest entry
   * @param filled how much of the space it may take is taken, above 0 to 1. Until all is taken
   *     nothing falls out
   */
  public record Window(BsonTimestamp oldest, BsonTimestamp newest, double filled) {

    /**
     * The time it will hold once it is full, if the server writes on as it did in it. Its ends are
     * known to the second only, so that the span of a young one counts as a second, not as none.
     */
    public Duration span() {
      long seconds =
          Integer.toUnsignedLong(newest.getTime()) - Integer.toUnsignedLong(oldest.getTime());
      return Duration.ofSeconds((long) (Math.max(1, seconds) / filled));
    }
  }

  /** The time of its oldest entry, or null where that may not be known. */
  static @Nullable BsonTimestamp oldest(MongoClient client) {
    try {
      return oldest(first(client));
    } catch (MongoException unknown) {
      LOG.debug("The age of the oplog is not to be had", unknown);
      return null;
    }
  }

  /**
   * Asks how far it reaches.
   *
   * @return null where that may not be known
   * @throws MongoException when nobody answers
   */
  public static @Nullable Window window(MongoClient client) {
    try {
      Document reply = first(client);
      BsonTimestamp oldest = oldest(reply);
      BsonTimestamp newest = reply.get("operationTime", BsonTimestamp.class);
      return oldest == null || newest == null ? null : new Window(oldest, newest, filled(client));
    } catch (MongoCommandException refused) {
      LOG.debug("The window of the oplog is not to be had", refused);
      return null;
    }
  }

  private static MongoDatabase local(MongoClient client) {
    return client
        .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
        .getDatabase("local")
        .withTimeout(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** The reply with its oldest entry. It tells the time of the newest one, too. */
  private static Document first(MongoClient client) {
    Document find =
        new Document("find", NAME)
            .append("sort", new Document("$natural", 1))
            .append("projection", new Document("ts", 1))
            .append("limit", 1)
            .append("singleBatch", true);
    return local(client).runCommand(find, client.getReadPreference());
  }

  private static @Nullable BsonTimestamp oldest(Document reply) {
    List<Document> entries =
        reply.get("cursor", new Document()).getList("firstBatch", Document.class, List.of());
    return entries.isEmpty() ? null : entries.get(0).get("ts", BsonTimestamp.class);
  }

  /** Where its size may not be known it is taken to be full. */
  private static double filled(MongoClient client) {
    Document stats;
    try {
      stats = local(client).runCommand(new Document("collStats", NAME), client.getReadPreference());
    } catch (MongoCommandException refused) {
      return 1;
    }
    return stats.get("size") instanceof Number size
            && stats.get("maxSize") instanceof Number most
            && size.doubleValue() > 0
            && size.doubleValue() < most.doubleValue()
        ? size.doubleValue() / most.doubleValue()
        : 1;
  }
}
