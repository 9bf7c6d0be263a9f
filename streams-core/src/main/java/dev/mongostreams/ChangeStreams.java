package dev.mongostreams;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import dev.mongostreams.internal.connect.Connection;
import dev.mongostreams.internal.source.Names;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way in: connects to a replica set or a sharded cluster and makes watchers.
 *
 * <pre>{@code
 * try (ChangeStreams streams = ChangeStreams.connect("mongodb://localhost:27017/aidb?replicaSet=rs0")) {
 *   Watcher watcher = streams.watchCollection("predictions")
 *       .operations(Operation.INSERT)
 *       .onChange(change -> System.out.println(change.fullDocument()))
 *       .start();
 *   watcher.join();
 * }
 * }</pre>
 *
 * <p>Usable by any thread, many times, until it is closed. Whoever made it closes it.
 */
public final class ChangeStreams implements AutoCloseable {
  private final Connection connection;
  private final @Nullable String database;

  private ChangeStreams(Connection connection, @Nullable String database) {
    this.connection = connection;
    this.database = database;
  }

  /**
   * What is known of the server, asked once when connecting.
   *
   * @param setName name of the replica set; empty behind mongos
   * @param version for example {@code 6.0.27}
   */
  public record Server(String setName, String version) {}

  /**
   * Connects with a client of its own, within 10 seconds. The database of the connection string is
   * the one that collections are taken from.
   *
   * @param uri a connection string with a database, as {@code
   *     mongodb://localhost:27017/aidb?replicaSet=rs0}
   * @return a connection; close it when done
   * @throws IllegalArgumentException when the connection string is malformed
   * @throws dev.mongostreams.failure.StreamsException when there is no usable server
   */
  public static ChangeStreams connect(String uri) {
    return builder(uri).connect();
  }

  /**
   * Uses a client that you made and keep: it is not closed here. Its settings decide topology, read
   * preference and security.
   *
   * @param client an open client
   * @param database the database that collections are taken from
   * @return a connection on that client
   * @throws IllegalArgumentException when MongoDB allows no database of that name
   * @throws dev.mongostreams.failure.StreamsException when there is no usable server within 10
   *     seconds
   */
  public static ChangeStreams of(MongoClient client, String database) {
    Names.checkDatabase(database);
    return new ChangeStreams(Connection.of(client, Connection.DEFAULT_CONNECT_TIMEOUT), database);
  }

  /**
   * Starts a connection with options.
   *
   * @param uri a connection string
   * @return a builder that ends in {@link Builder#connect()}
   * @throws IllegalArgumentException when the connection string is malformed; its text is not
   *     repeated
   */
  public static Builder builder(String uri) {
    return builder(Connection.parse(uri));
  }

  /**
   * Starts a connection with options, from a connection string that has been taken apart already:
   * for one of {@code mongodb+srv} that asks DNS, and here it is not asked again.
   *
   * @param uri a connection string
   * @return a builder that ends in {@link Builder#connect()}
   */
  public static Builder builder(ConnectionString uri) {
    return new Builder(uri);
  }

  /** Options of a connection. For one thread. */
  public static final class Builder {
    private final ConnectionString uri;
    private @Nullable String database;
    private Duration connectTimeout = Connection.DEFAULT_CONNECT_TIMEOUT;
    private @Nullable String applicationName;
    private Consumer<MongoClientSettings.Builder> more = settings -> {};

    private Builder(ConnectionString uri) {
      this.uri = uri;
      this.database = uri.getDatabase();
    }

    /**
     * Says which database collections are taken from.
     *
     * @param database its name; by default the connection string's
     * @return this builder
     * @throws IllegalArgumentException when MongoDB allows no database of that name
     */
    public Builder database(String database) {
      Names.checkDatabase(database);
      this.database = database;
      return this;
    }

    /**
     * Bounds how long connecting may take, everything included.
     *
     * @param limit more than zero; by default 10 seconds. A long one keeps trying: a server that
     *     refuses connections may be about to start
     * @return this builder
     */
    public Builder connectTimeout(Duration limit) {
      if (limit.isNegative() || limit.isZero()) {
        throw new IllegalArgumentException(
            "Cannot connect within " + limit + ": give more than zero.");
      }
      this.connectTimeout = limit;
      return this;
    }

    /**
     * Names this application to the server's logs.
     *
     * @param name at most 128 bytes; by default the connection string's {@code appName}, else
     *     {@code mongo-streams}
     * @return this builder
     */
    public Builder applicationName(String name) {
      this.applicationName = name;
      return this;
    }

    /**
     * Changes settings of the client that a connection string cannot say: an {@code SSLContext}, a
     * credential from a vault, a command listener.
     *
     * <p>It is called last: what it sets wins over the connection string and over the options
     * above. Leave the hosts to the connection string; errors name these.
     *
     * @param more called once by {@link #connect()}, in its thread, before a server is asked; what
     *     it throws leaves {@code connect()} as it is. By default nothing is changed
     * @return this builder
     */
    public Builder settings(Consumer<MongoClientSettings.Builder> more) {
      this.more = more;
      return this;
    }

    /**
     * Connects.
     *
     * @return a connection; close it when done
     * @throws dev.mongostreams.failure.ConnectFailedException when no server can be used in time
     * @throws dev.mongostreams.failure.NotReplicaSetException when the server is a standalone
     * @throws dev.mongostreams.failure.NotAllowedException when the server refuses the credentials
     */
    public ChangeStreams connect() {
      return new ChangeStreams(
          Connection.open(uri, connectTimeout, applicationName, more), database);
    }
  }

  /**
   * Tells what is known of the server.
   *
   * @return facts asked for when connecting
   */
  public Server server() {
    return connection.server();
  }

  /**
   * Watches one collection, which need not exist yet.
   *
   * @param name its name
   * @return a builder
   * @throws IllegalArgumentException when MongoDB allows no collection of that name
   * @throws IllegalStateException when the connection string names no database
   */
  public WatcherBuilder watchCollection(String name) {
    return new WatcherBuilder(connection, new Scope.OfCollection(requiredDatabase(), name));
  }

  /**
   * Watches several collections of the database on one cursor. Needs the right to watch the whole
   * database, unless only one name is given: that is what {@link #watchCollection} does.
   *
   * @param names their names, at least one
   * @return a builder
   * @throws IllegalArgumentException when there is none, or MongoDB allows no collection of that
   *     name
   * @throws IllegalStateException when the connection string names no database
   */
  public WatcherBuilder watchCollections(String... names) {
    Scope.OfCollections several = new Scope.OfCollections(requiredDatabase(), List.of(names));
    return several.names().size() == 1
        ? watchCollection(several.names().get(0))
        : new WatcherBuilder(connection, several);
  }

  /**
   * Watches all collections of the database, those that are yet to come included.
   *
   * @return a builder
   * @throws IllegalStateException when the connection string names no database
   */
  public WatcherBuilder watchDatabase() {
    return new WatcherBuilder(connection, new Scope.OfDatabase(requiredDatabase()));
  }

  /**
   * Watches all collections of all databases, except admin, config and local.
   *
   * @return a builder
   */
  public WatcherBuilder watchCluster() {
    return new WatcherBuilder(connection, new Scope.OfCluster());
  }

  /**
   * Stops the watchers made here, as {@link Watcher#stop()} does, and closes the client if it is
   * our own. Closing twice does nothing.
   */
  @Override
  public void close() {
    connection.close();
  }

  private String requiredDatabase() {
    if (database == null) {
      throw new IllegalStateException(
          "Cannot tell which database to watch: the connection string names none. Write it behind the"
              + " host, as mongodb://localhost:27017/aidb, or call builder(uri).database(name).");
    }
    return database;
  }
}
