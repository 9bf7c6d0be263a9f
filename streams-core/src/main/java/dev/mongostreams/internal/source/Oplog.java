package dev.mongostreams.internal.source;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import java.util.concurrent.TimeUnit;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The history that change streams are read from. To look at it needs {@code read} on local. */
final class Oplog {
  private static final Logger LOG = LoggerFactory.getLogger(Oplog.class);
  private static final long LIMIT_SECONDS = 2;

  private Oplog() {}

  /** The time of its oldest entry, or null where that may not be known. */
  static @Nullable BsonTimestamp oldest(MongoClient client) {
    try {
      Document first =
          client
              .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
              .getDatabase("local")
              .getCollection("oplog.rs")
              .find()
              .projection(new Document("ts", 1))
              .sort(new Document("$natural", 1))
              .limit(1)
              .maxTime(LIMIT_SECONDS, TimeUnit.SECONDS)
              .first();
      return first == null ? null : first.get("ts", BsonTimestamp.class);
    } catch (MongoException unknown) {
      LOG.debug("The age of the oplog is not to be had", unknown);
      return null;
    }
  }
}
