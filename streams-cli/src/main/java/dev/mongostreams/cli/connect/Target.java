package dev.mongostreams.cli.connect;

import com.mongodb.ConnectionString;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Scope;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.cli.config.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which server, and what of it. */
public final class Target {
  /** What the comment of each of our cursors begins with. */
  public static final String LABEL = "streams ";

  /** What the name of this application begins with, for the server. */
  public static final String APPLICATION = "streams";

  private static final String DEFAULT_DATABASE = "aidb";

  @Option(
      names = "--uri",
      paramLabel = "URI",
      defaultValue = "mongodb://localhost:27017/?replicaSet=rs0",
      showDefaultValue = Visibility.NEVER,
      description =
          "Connection string of the server. Default: $MONGO_URL, then"
              + " mongodb://localhost:27017/?replicaSet=rs0")
  private String uri;

  private @Nullable ConnectionString parsed;

  @Mixin private Access access = new Access();

  @Option(
      names = "--database",
      paramLabel = "NAME",
      description = "Database to watch. Default: the one in the URI, then aidb")
  private @Nullable String database;

  @Option(
      names = "--collection",
      paramLabel = "NAME",
      arity = "1..*",
      split = Settings.SEPARATOR,
      splitSynopsisLabel = " ",
      description = "Collections to watch, on one cursor. Default: all of the database")
  private List<String> collections = new ArrayList<>();

  @Option(names = "--all-databases", description = "Watch all databases of the server")
  private boolean allDatabases;

  /**
   * Refuses what can be refused before the server is asked.
   *
   * @throws IllegalArgumentException when the parts do not go together, or are none, or a file of a
   *     password or of certificates is of no use
   */
  public void check() {
    if (allDatabases && (!collections.isEmpty() || database != null)) {
      throw new IllegalArgumentException(
          "Cannot watch all databases and a part of one: leave --all-databases out, or --collection"
              + " and --database.");
    }
    collections.forEach(name -> new Scope.OfCollection(DEFAULT_DATABASE, name));
    access.check(new TypedUri(uri));
  }

  /**
   * How the server is reached.
   *
   * @return the password and the certificates that files hold
   */
  public Access access() {
    return access;
  }

  /**
   * The connection string, taken apart once: one of {@code mongodb+srv} asks DNS for that.
   *
   * @return it; its text may hold a password
   * @throws IllegalArgumentException when it is none, without repeating it
   * @throws com.mongodb.MongoConfigurationException when DNS does not know it
   */
  public ConnectionString uri() {
    ConnectionString known = parsed;
    if (known == null) {
      known = access.server(new TypedUri(uri));
      parsed = known;
    }
    return known;
  }

  /**
   * The database that collections are taken from.
   *
   * @return the one named, else that of the connection string, else aidb
   */
  public String database() {
    if (database != null) {
      return database;
    }
    String inUri = uri().getDatabase();
    return inUri == null ? DEFAULT_DATABASE : inUri;
  }

  /**
   * What is asked for.
   *
   * @return the scope
   */
  public Scope scope() {
    if (allDatabases) {
      return new Scope.OfCluster();
    }
    return switch (collections.size()) {
      case 0 -> new Scope.OfDatabase(database());
      case 1 -> new Scope.OfCollection(database(), collections.get(0));
      default -> new Scope.OfCollections(database(), collections);
    };
  }

  /**
   * Starts a connection.
   *
   * @return a builder that knows the server and the database
   */
  public ChangeStreams.Builder streams() {
    ChangeStreams.Builder builder =
        ChangeStreams.builder(uri()).database(database()).settings(access::apply);
    if (uri().getApplicationName() == null) {
      builder.applicationName(application());
    }
    return builder;
  }

  /**
   * What this program calls itself to the server, unless the connection string says otherwise.
   *
   * @return {@code streams/VERSION}
   */
  public static String application() {
    String version = Target.class.getPackage().getImplementationVersion();
    return version == null ? APPLICATION : APPLICATION + "/" + version;
  }

  /**
   * Starts a watcher of what is asked for.
   *
   * @param streams the connection
   * @return a builder
   */
  public WatcherBuilder watcher(ChangeStreams streams) {
    if (allDatabases) {
      return streams.watchCluster();
    }
    return collections.isEmpty()
        ? streams.watchDatabase()
        : streams.watchCollections(collections.toArray(String[]::new));
  }
}
