package dev.mongostreams.testkit.way;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.NotAllowedException;
import dev.mongostreams.failure.NotReplicaSetException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** A replica set somebody else runs, named on purpose. It is used as it is and never stopped. */
public final class GivenSet implements Way {
  private static final long LIMIT_SECONDS = 10;

  private final String uri;
  private final String givenBy;

  /**
   * Names the set.
   *
   * @param uri a connection string
   * @param givenBy who named it, for reports: {@code the system property streams.rs0.uri}
   */
  public GivenSet(String uri, String givenBy) {
    this.uri = uri;
    this.givenBy = givenBy;
  }

  @Override
  public String name() {
    return "URI";
  }

  @Override
  public Deployment open(Plan plan) {
    ConnectionString parsed = parse();
    String hosts = String.join(",", parsed.getHosts());
    try (MongoClient client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(parsed)
                .applyToClusterSettings(
                    c -> c.serverSelectionTimeout(LIMIT_SECONDS, TimeUnit.SECONDS))
                .build())) {
      requireChangeStreams(
          client
              .getDatabase("admin")
              .runCommand(new Document("hello", 1), ReadPreference.primary()),
          hosts);
    } catch (MongoTimeoutException e) {
      throw unusable(hosts, "no primary answered within " + LIMIT_SECONDS + " s", e);
    } catch (MongoSecurityException e) {
      throw new NotAllowedException(
          new Explanation(
              "Cannot use the replica set",
              hosts + " given by " + givenBy,
              "it does not accept the user or the password",
              "Correct them, or name the database the user is known in by authSource."),
          e);
    } catch (MongoException e) {
      throw unusable(hosts, "it refused us with code " + e.getCode(), e);
    }
    return new Given(uri, "replica set given by " + givenBy + ", " + hosts);
  }

  private void requireChangeStreams(Document hello, String hosts) {
    // A mongos names no set, but says what it is.
    if (!hello.containsKey("setName") && !"isdbgrid".equals(hello.get("msg"))) {
      throw new NotReplicaSetException(
          new Explanation(
              "Cannot use the server",
              hosts + " given by " + givenBy,
              "it is not a member of a replica set",
              "Start it with --replSet rs0, or take the URI away to have one started."),
          null);
    }
  }

  private ConnectFailedException unusable(String hosts, String why, MongoException cause) {
    return new ConnectFailedException(
        new Explanation(
            "Cannot use the replica set",
            hosts + " given by " + givenBy,
            why,
            "Start it, correct the URI, or take the URI away to have one started."),
        cause);
  }

  // The driver's own words may repeat the password.
  private ConnectionString parse() {
    try {
      return new ConnectionString(uri);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          new Explanation(
                  "Cannot read the connection string",
                  "given by " + givenBy,
                  "it is not of the form mongodb://HOST:PORT/?replicaSet=NAME",
                  "Correct it.")
              .message());
    }
  }

  private record Given(String uri, String description) implements Deployment {
    @Override
    public List<Node> nodes() {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
