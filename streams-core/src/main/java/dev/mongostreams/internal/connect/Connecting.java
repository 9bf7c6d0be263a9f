package dev.mongostreams.internal.connect;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.client.MongoClient;
import com.mongodb.connection.ServerDescription;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.failure.NotAllowedException;
import dev.mongostreams.failure.NotReplicaSetException;
import dev.mongostreams.failure.StreamsException;
import dev.mongostreams.internal.run.Deadline;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a client has a server that change streams can be read from, and says why when it has
 * none. What cannot change by waiting is said at once.
 */
final class Connecting {
  private static final String CONNECT = "Cannot connect to";
  private static final String ELSEWHERE =
      "Start MongoDB there, or correct host, port and replicaSet of the connection string.";

  /** Servers that refuse may be about to start: a fifth of the limit, 2 s of the default 10. */
  private static final int PATIENCE = 5;

  private final MongoClient client;
  private final Supplier<Collection<ServerDescription>> servers;
  private final String hosts;
  private final Duration limit;

  Connecting(
      MongoClient client,
      Supplier<Collection<ServerDescription>> servers,
      String hosts,
      Duration limit) {
    this.client = client;
    this.servers = servers;
    this.hosts = hosts;
    this.limit = limit;
  }

  /** Waits, then asks the server who it is. */
  ServerFacts connect() {
    Deadline deadline = Deadline.in(limit);
    Deadline patience = Deadline.in(limit.dividedBy(PATIENCE));
    while (!usable()) {
      refuseStandalone();
      if (deadline.passed()
          || distrusted()
          || (patience.passed() && Verdict.hopeless(servers.get(), wantedSet()))) {
        throw unusable();
      }
      deadline.pause();
    }
    return facts();
  }

  private boolean usable() {
    return client.getClusterDescription().hasReadableServer(client.getReadPreference());
  }

  private void refuseStandalone() {
    String standalone = Verdict.standalone(servers.get());
    if (standalone != null) {
      throw notReplicaSet(standalone);
    }
  }

  /** Not before each server that is known of has been seen: the next one may be trusted. */
  private boolean distrusted() {
    Collection<ServerDescription> seen = servers.get();
    return seen.size() >= client.getClusterDescription().getServerDescriptions().size()
        && Verdict.distrusted(seen);
  }

  private ServerFacts facts() {
    try {
      // A client of somebody else's may lack the codecs for replies.
      var codecs = MongoClientSettings.getDefaultCodecRegistry();
      var admin = client.getDatabase("admin").withCodecRegistry(codecs);
      Document hello = admin.runCommand(new Document("hello", 1));
      if (hello.getString("setName") == null && !"isdbgrid".equals(hello.getString("msg"))) {
        throw notReplicaSet(hosts);
      }
      Document build = admin.runCommand(new Document("buildInfo", 1));
      return ServerFacts.of(hello, build);
    } catch (MongoSecurityException refused) {
      throw new NotAllowedException(
          new Explanation(
              CONNECT,
              hosts,
              "the server refuses the credentials",
              "Check user name, password and authSource of the connection string; with X.509, that"
                  + " $external has a user named as the certificate's subject."),
          refused);
    } catch (MongoException lost) {
      throw failed(
          "it answered no more (" + lost.getClass().getSimpleName() + ")", ELSEWHERE, lost);
    }
  }

  private StreamsException unusable() {
    String uninitiated = Verdict.uninitiated(servers.get());
    if (uninitiated != null) {
      return new NotReplicaSetException(
          new Explanation(
              CONNECT,
              uninitiated,
              "it was started as a member of a replica set that was never initiated",
              "Run rs.initiate() once in mongosh on that server."),
          null);
    }
    String words = Verdict.words(servers.get(), wantedSet());
    Throwable withoutTls = Verdict.withoutTls(servers.get());
    TlsFailure tls = TlsFailure.of(withoutTls);
    return failed(words, tls == null ? ELSEWHERE : tls.cure(), withoutTls);
  }

  private @Nullable String wantedSet() {
    return client.getClusterDescription().getClusterSettings().getRequiredReplicaSetName();
  }

  private StreamsException failed(String why, String cure, @Nullable Throwable cause) {
    return new ConnectFailedException(new Explanation(CONNECT, hosts, why, cure), cause);
  }

  private static StreamsException notReplicaSet(String address) {
    return new NotReplicaSetException(
        new Explanation(
            CONNECT,
            address,
            "it is a standalone, and only replica sets keep the history that change streams read",
            "Start mongod with --replSet rs0 and run rs.initiate() once in mongosh."),
        null);
  }
}
