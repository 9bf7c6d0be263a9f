package dev.mongostreams.internal.connect;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server, over another connection, whether it is at work on something of ours. Everybody
 * may see his own operations.
 */
public final class OwnWork {
  private static final long LIMIT_SECONDS = 5;

  private OwnWork() {}

  /**
   * Tells whether the server is at work for a session; true as well where that cannot be told, as
   * with several servers of which any may be the one. False when nobody answers.
   */
  public static boolean under(MongoClient client, @Nullable BsonDocument session) {
    BsonValue id = session == null ? null : session.get("id");
    if (id == null || !oneServerAnswers(client)) {
      return true;
    }
    try {
      return client
              .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
              .getDatabase("admin")
              .withTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
              .aggregate(
                  List.of(
                      new Document("$currentOp", new Document("allUsers", false)),
                      new Document("$match", new Document("lsid.id", id)),
                      new Document("$limit", 1)))
              .first()
          != null;
    } catch (MongoCommandException | IllegalStateException refused) {
      // By the server, or by a client that has been closed.
      return true;
    } catch (MongoException silent) {
      return false;
    }
  }

  private static boolean oneServerAnswers(MongoClient client) {
    var cluster = client.getClusterDescription();
    boolean shards =
        cluster.getType() == ClusterType.SHARDED || cluster.getType() == ClusterType.LOAD_BALANCED;
    return !shards
        && (cluster.getConnectionMode() == ClusterConnectionMode.SINGLE
            || client.getReadPreference().equals(ReadPreference.primary()));
  }
}
