package dev.mongostreams.testkit;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.failure.Explanation;
import dev.mongostreams.testkit.way.Ask;
import dev.mongostreams.testkit.way.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;

/**
 * A real MongoDB replica set named rs0 that can be written to. It was given on purpose, or it runs
 * in containers, or as processes of this machine; {@link #origin()} says which and why.
 *
 * <p>{@link #uri()} and its like may be called from any thread; what changes members, from one
 * thread at a time. Close it after use: what was started here ends, and in a set that was given the
 * databases of {@link #freshDatabase()} are dropped. What was started here also ends with this JVM.
 *
 * <pre>{@code
 * try (ReplicaSet rs0 = ReplicaSet.start();
 *     ChangeStreams streams = ChangeStreams.connect(rs0.uri("aidb"))) {
 *   ...
 * }
 * }</pre>
 */
public final class ReplicaSet implements AutoCloseable {
  private static final Duration ELECTION_LIMIT = Duration.ofSeconds(30);
  private static final int STEP_DOWN_SECONDS = 5;

  private final Deployment deployment;
  private final String origin;
  private final String version;
  private final List<Member> members;
  private final Set<String> databases = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread hook = new Thread(this::end, "rs0-end");

  ReplicaSet(Deployment deployment, String passedOver) {
    this.deployment = deployment;
    members = deployment.nodes().stream().map(Member::new).toList();
    Runtime.getRuntime().addShutdownHook(hook);
    try (MongoClient client = MongoClients.create(deployment.uri())) {
      Document build = client.getDatabase("admin").runCommand(new Document("buildInfo", 1));
      version = build.getString("version");
    } catch (MongoException e) {
      close();
      throw e;
    }
    origin = "MongoDB " + version + ", " + deployment.description() + passedOver;
  }

  /**
   * Finds or starts a replica set of one member.
   *
   * @return a set with a primary
   * @throws dev.mongostreams.failure.ConnectFailedException if no way led to one; the message lists
   *     what was tried and how to open each way
   */
  public static ReplicaSet start() {
    return builder().start();
  }

  /**
   * Says first what the set must be like.
   *
   * @return a builder for one member
   */
  public static ReplicaSetBuilder builder() {
    return new ReplicaSetBuilder();
  }

  /**
   * Returns where clients find it; clients that discover the members may use it.
   *
   * @return a connection string; without a database if the set was started here
   */
  public String uri() {
    return deployment.uri();
  }

  /**
   * Returns where clients find one of its databases.
   *
   * @param database the name of the database
   * @return the connection string with that database
   */
  public String uri(String database) {
    return ConnectionText.withDatabase(deployment.uri(), database);
  }

  /**
   * Returns the version of its servers.
   *
   * @return as the server gives it: {@code 6.0.27}
   */
  public String version() {
    return version;
  }

  /**
   * Returns which way led to this set and why the others were passed over.
   *
   * @return one line
   */
  public String origin() {
    return origin;
  }

  /**
   * Returns whether the set was started here, so that its members may be killed.
   *
   * @return false if it was given by a URI
   */
  public boolean owned() {
    return !members.isEmpty();
  }

  /**
   * Returns a member.
   *
   * @param index from 0, in the order of the configuration
   * @return its handle
   * @throws IllegalStateException if the set was given by a URI
   */
  public Member member(int index) {
    if (!owned()) {
      throw notOurs("Cannot touch member " + index + " of");
    }
    return members.get(index);
  }

  /**
   * Returns all members.
   *
   * @return their handles; empty if the set was given by a URI
   */
  public List<Member> members() {
    return members;
  }

  /**
   * Returns the primary, and waits for one up to 30 s while there is none.
   *
   * @return its handle
   * @throws IllegalStateException if the set was given by a URI
   */
  public Member primary() {
    if (!owned()) {
      throw notOurs("Cannot touch the primary of");
    }
    List<Ask> asks = members.stream().map(member -> new Ask(member.address())).toList();
    AtomicInteger found = new AtomicInteger();
    try {
      Ask.until(
          "Cannot find a primary of", uri(), ELECTION_LIMIT, () -> find(asks, found), () -> "");
      return members.get(found.get());
    } finally {
      asks.forEach(Ask::close);
    }
  }

  private boolean find(List<Ask> asks, AtomicInteger found) {
    for (int i = 0; i < asks.size(); i++) {
      if (members.get(i).isPrimary(asks.get(i))) {
        found.set(i);
        return true;
      }
    }
    return false;
  }

  /**
   * Makes the primary give up its office and waits for the next one: another member of three, the
   * same one again, a few seconds later, if it is alone.
   *
   * @return the next primary
   * @throws IllegalStateException if the set was given by a URI
   */
  public Member stepDown() {
    Member old = primary();
    boolean alone = members.size() == 1;
    old.stepDown(alone ? 1 : STEP_DOWN_SECONDS, alone);
    return primary();
  }

  /**
   * Returns a name no database has yet, for work that leaves nothing behind. In a set that was
   * given, the database is dropped when this object is closed.
   *
   * @return the name; the database appears with its first write
   */
  public String freshDatabase() {
    String name = "streams_" + UUID.randomUUID().toString().substring(0, 8);
    databases.add(name);
    return name;
  }

  @Override
  public void close() {
    if (!closed.get()) {
      end();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException shuttingDown) {
        // The hook runs already and finds nothing left to do.
      }
    }
  }

  private void end() {
    if (closed.compareAndSet(false, true)) {
      try {
        dropDatabases();
      } finally {
        deployment.close();
      }
    }
  }

  private void dropDatabases() {
    if (owned() || databases.isEmpty()) {
      return;
    }
    try (MongoClient client = MongoClients.create(uri())) {
      databases.forEach(name -> client.getDatabase(name).drop());
    }
  }

  private IllegalStateException notOurs(String what) {
    return new IllegalStateException(
        new Explanation(
                what,
                origin,
                "the set was given by a URI and is somebody else's",
                "Take the URI away, so that a set is started here.")
            .message());
  }
}
