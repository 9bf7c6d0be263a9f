package dev.mongostreams.internal.connect;

import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.internal.MongoClientImpl;
import com.mongodb.connection.ClusterConnectionMode;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ClusterType;
import dev.mongostreams.Engine;
import dev.mongostreams.Scope;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a watcher reads: by commands where that can be right, by the driver's cursor
 * elsewhere.
 */
final class EngineChoice {
  private EngineChoice() {}

  /**
   * Decides.
   *
   * @throws IllegalArgumentException when commands were asked for and cannot be right
   */
  static Engine choose(Engine asked, MongoClient client, Scope scope) {
    if (asked == Engine.DRIVER) {
      return Engine.DRIVER;
    }
    String obstacle = obstacle(client);
    if (obstacle == null) {
      return Engine.COMMAND;
    }
    if (asked == Engine.COMMAND) {
      throw new IllegalArgumentException(
          "Cannot watch "
              + scope
              + " by raw commands: "
              + obstacle
              + ". Leave the engine to be chosen, or ask for Engine.DRIVER.");
    }
    return Engine.DRIVER;
  }

  /** Why raw commands cannot be right, or null when they can. */
  private static @Nullable String obstacle(MongoClient client) {
    ClusterDescription cluster = client.getClusterDescription();
    if (cluster.getConnectionMode() == ClusterConnectionMode.LOAD_BALANCED) {
      return "a load balancer may send each command to another server";
    }
    if (cluster.getConnectionMode() != ClusterConnectionMode.SINGLE
        && cluster.getType() != ClusterType.REPLICA_SET) {
      return "the cluster is not a replica set, so the next mongos may not know the cursor";
    }
    if (!client.getReadPreference().equals(ReadPreference.primary())) {
      return "the client reads from " + client.getReadPreference().getName();
    }
    if (client.getTimeout(TimeUnit.MILLISECONDS) != null) {
      return "the client sets timeoutMS, which a waiting getMore may not carry";
    }
    // Whether a client encrypts by itself is told by its settings alone, and those by this class
    // alone.
    if (!(client instanceof MongoClientImpl known)) {
      return "the client is of an unknown class";
    }
    return known.getSettings().getAutoEncryptionSettings() == null
        ? null
        : "the client encrypts automatically";
  }
}
