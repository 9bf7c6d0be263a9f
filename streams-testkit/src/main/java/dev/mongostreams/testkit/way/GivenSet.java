package dev.mongostreams.testkit.way;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.Explanation;
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
      client.getDatabase("admin").runCommand(new Document("ping", 1), ReadPreference.primary());
    } catch (MongoException e) {
      throw new ConnectFailedException(
          new Explanation(
              "Cannot use the replica set given by " + givenBy,
              hosts,
              "no primary answered within " + LIMIT_SECONDS + " s",
              "Start it, correct the URI, or take the URI away to have one started."),
          e);
    }
    return new Given(uri, "replica set given by " + givenBy + ", " + hosts);
  }

  // The driver's own words may repeat the password.
  private ConnectionString parse() {
    try {
      return new ConnectionString(uri);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          new Explanation(
                  "Cannot read a connection string",
                  givenBy,
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
