package dev.mongostreams.internal.connect;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Engine;
import dev.mongostreams.StartPosition;
import dev.mongostreams.checkpoint.CheckpointPlan;
import dev.mongostreams.internal.checkpoint.Keeping;
import dev.mongostreams.internal.read.BatchSizer;
import dev.mongostreams.internal.read.FailureClassifier;
import dev.mongostreams.internal.run.Historian;
import dev.mongostreams.internal.run.Patience;
import dev.mongostreams.internal.run.RunningWatcher;
import dev.mongostreams.internal.source.ChangeSource;
import dev.mongostreams.internal.source.CommandSource;
import dev.mongostreams.internal.source.DriverSource;
import dev.mongostreams.internal.source.Oplog;
import dev.mongostreams.internal.source.StreamSpec;
import dev.mongostreams.internal.watch.WatchOptions;
import dev.mongostreams.internal.work.Documents;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A client, what its server is, and the watchers made on it. */
public final class Connection {
  /** How long connecting may take unless told otherwise. */
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private static final String APPLICATION = "mongo-streams";

  /** A start further ahead of the server than this is a mistake, not a clock. */
  private static final int MOST_SECONDS_AHEAD = 1;

  private final MongoClient client;
  private final boolean own;
  private final ServerFacts facts;
  private final Set<RunningWatcher> watchers = ConcurrentHashMap.newKeySet();
  private final Historian historian;

  private Connection(MongoClient client, boolean own, ServerFacts facts) {
    this.client = client;
    this.own = own;
    this.facts = facts;
    // Behind mongos each shard has a history of its own, and none of them can be asked.
    boolean sharded = facts.server().setName().isEmpty();
    this.historian = new Historian(() -> sharded ? null : Oplog.window(client));
  }

  /** Reads a connection string; what is wrong with it is told without repeating it. */
  public static ConnectionString parse(String uri) {
    try {
      return new ConnectionString(uri);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "Cannot read the connection string: it must look like"
              + " mongodb://host:27017/database?replicaSet=rs0, with special characters of user and"
              + " password percent-encoded.");
    }
  }

  /** Connects by a client of our own, closed with the connection. */
  public static Connection open(
      ConnectionString uri,
      Duration limit,
      @Nullable String applicationName,
      Consumer<MongoClientSettings.Builder> more) {
    SeenServers seen = new SeenServers();
    MongoClientSettings.Builder settings = settings(uri, limit, applicationName);
    more.accept(settings);
    settings.applyToServerSettings(server -> server.addServerListener(seen));
    MongoClient client = MongoClients.create(settings.build());
    try {
      String hosts = String.join(",", uri.getHosts());
      return new Connection(
          client, true, new Connecting(client, seen::descriptions, hosts, limit).connect());
    } catch (RuntimeException failure) {
      client.close();
      throw failure;
    }
  }

  private static MongoClientSettings.Builder settings(
      ConnectionString uri, Duration limit, @Nullable String applicationName) {
    String name = applicationName == null ? uri.getApplicationName() : applicationName;
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder()
            .applyConnectionString(uri)
            .applicationName(name == null ? APPLICATION : name);
    if (uri.getServerSelectionTimeout() == null) {
      Duration shorter =
          limit.compareTo(DEFAULT_CONNECT_TIMEOUT) < 0 ? limit : DEFAULT_CONNECT_TIMEOUT;
      long millis = shorter.toMillis();
      settings.applyToClusterSettings(
          cluster -> cluster.serverSelectionTimeout(millis, MILLISECONDS));
    }
    return settings;
  }

  /** Uses a client of the user's, which stays open. */
  public static Connection of(MongoClient client, Duration limit) {
    var cluster = client.getClusterDescription();
    String hosts =
        cluster.getClusterSettings().getHosts().stream()
            .map(ServerAddress::toString)
            .collect(Collectors.joining(","));
    return new Connection(
        client,
        false,
        new Connecting(
                client, () -> client.getClusterDescription().getServerDescriptions(), hosts, limit)
            .connect());
  }

  /** What is known of the server. */
  public ChangeStreams.Server server() {
    return facts.server();
  }

  /** Makes a watcher that has not started. */
  public RunningWatcher watch(
      StreamSpec spec, Engine asked, WatchOptions options, @Nullable CheckpointPlan plan) {
    Documents documents = Lookup.documents(client, spec, options.missing());
    Keeping keeping = plan == null ? null : claim(spec, plan);
    try {
      return watch(spec, asked, options, documents, keeping);
    } catch (RuntimeException refused) {
      if (keeping != null) {
        keeping.close();
      }
      throw refused;
    }
  }

  private Keeping claim(StreamSpec spec, CheckpointPlan plan) {
    return Keeping.claim(
        plan.store(),
        plan.name(),
        Identity.of(client, spec, facts.server().setName()),
        plan.acceptsOther());
  }

  private RunningWatcher watch(
      StreamSpec wanted,
      Engine asked,
      WatchOptions options,
      Documents documents,
      @Nullable Keeping keeping) {
    StreamSpec spec = splitting(ClientLimit.fit(wanted, client.getTimeout(MILLISECONDS)));
    Engine engine = EngineChoice.choose(asked, client, spec.scope());
    StartPosition saved = keeping == null ? null : keeping.position();
    refuseTheFuture(saved == null ? options.startAt() : saved, saved != null);
    ChangeSource source =
        engine == Engine.COMMAND
            ? new CommandSource(client, spec)
            : new DriverSource(client, bounded(spec, options));
    RunningWatcher watcher =
        new RunningWatcher(
            source,
            options,
            documents,
            new FailureClassifier(facts.labelsErrors()),
            keeping,
            Patience.asking(() -> OwnWork.under(client, source.session())));
    watchers.removeIf(RunningWatcher::ended);
    watchers.add(watcher);
    historian.follow(watcher);
    return watcher;
  }

  private StreamSpec splitting(StreamSpec wanted) {
    if (facts.splitsEvents()) {
      return wanted;
    }
    if (wanted.splitting() == StreamSpec.Splitting.ALWAYS) {
      throw new IllegalArgumentException(
          "Cannot split large events of "
              + wanted.scope()
              + ": the server is MongoDB "
              + facts.server().version()
              + ", and 6.0.9 is the first that can. Leave splitLargeEvents out.");
    }
    return wanted.withoutSplitting();
  }

  /**
   * The driver keeps the bound its cursor was opened with. Without one it brings replies of 16 MB,
   * which use up the byte budget, and nothing is read while one of them is being handled.
   */
  private static StreamSpec bounded(StreamSpec spec, WatchOptions options) {
    return options.batchSize() > 0
        ? spec
        : spec.withBatchSize(new BatchSizer(options.byteBudget(), options.replyEvents()).events());
  }

  /** The server would wait for it without a word. A token of its own lies in its past. */
  private void refuseTheFuture(StartPosition position, boolean saved) {
    BsonTimestamp wanted = position.clusterTime();
    if (wanted == null) {
      return;
    }
    Document pong =
        client
            .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
            .getDatabase("admin")
            .runCommand(new Document("ping", 1));
    BsonTimestamp now = pong.get("operationTime", BsonTimestamp.class);
    if (now != null
        && Integer.toUnsignedLong(wanted.getTime())
            > Integer.toUnsignedLong(now.getTime()) + MOST_SECONDS_AHEAD) {
      throw new IllegalArgumentException(
          "Cannot start at "
              + instant(wanted)
              + ": the server's own time is "
              + instant(now)
              + (saved
                  ? ". Its checkpoint says so: correct that with streams checkpoint set."
                  : ". Give a time that has come."));
    }
  }

  private static Instant instant(BsonTimestamp time) {
    return Instant.ofEpochSecond(Integer.toUnsignedLong(time.getTime()));
  }

  /** Stops all watchers, then closes the client if it is our own. */
  public void close() {
    watchers.forEach(RunningWatcher::stop);
    watchers.clear();
    historian.close();
    if (own) {
      client.close();
    }
  }
}
