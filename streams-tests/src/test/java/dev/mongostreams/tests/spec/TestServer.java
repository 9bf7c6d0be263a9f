package dev.mongostreams.tests.spec;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import dev.mongostreams.tests.spec.format.ServerVersion;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * A server that cases run on.
 *
 * @param uri where it is
 * @param topology in the words of the format
 * @param version of the server
 */
record TestServer(String uri, String topology, ServerVersion version) {
  private static final ServerVersion LABELS_ERRORS = new ServerVersion(4, 3, 1);

  /** Asks the server what it is. */
  static TestServer of(String uri) {
    try (MongoClient client = client(uri, List.of())) {
      MongoDatabase admin = client.getDatabase("admin");
      Document hello = admin.runCommand(new Document("hello", 1));
      Document build = admin.runCommand(new Document("buildInfo", 1));
      return new TestServer(uri, topology(hello), ServerVersion.parse(build.getString("version")));
    }
  }

  private static String topology(Document hello) {
    if ("isdbgrid".equals(hello.get("msg"))) {
      return "sharded";
    }
    return hello.containsKey("setName") ? "replicaset" : "single";
  }

  /** Whether fail points can be set. */
  boolean takesTestCommands() {
    try (MongoClient client = client()) {
      Document reply =
          client
              .getDatabase("admin")
              .runCommand(new Document("getParameter", 1).append("enableTestCommands", 1));
      return reply.getBoolean("enableTestCommands", false);
    }
  }

  boolean labelsErrors() {
    return version.compareTo(LABELS_ERRORS) >= 0;
  }

  MongoClient client() {
    return client(uri, List.of());
  }

  MongoClient client(CommandListener listener) {
    return client(uri, List.of(listener));
  }

  /**
   * Injected errors make a server unknown until its next heartbeat, so heartbeats come often. No
   * wait of a client is longer than the limits given here.
   */
  private static MongoClient client(String uri, List<CommandListener> listeners) {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(uri))
            .applyToServerSettings(
                s ->
                    s.heartbeatFrequency(50, TimeUnit.MILLISECONDS)
                        .minHeartbeatFrequency(50, TimeUnit.MILLISECONDS))
            .applyToClusterSettings(c -> c.serverSelectionTimeout(10, TimeUnit.SECONDS))
            .applyToSocketSettings(
                s -> s.connectTimeout(5, TimeUnit.SECONDS).readTimeout(15, TimeUnit.SECONDS))
            .commandListenerList(listeners)
            .build());
  }
}
