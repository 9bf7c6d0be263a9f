package dev.mongostreams.demo.walk;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.demo.ai.AiDatabase;
import dev.mongostreams.demo.ai.Version;
import dev.mongostreams.testkit.ReplicaSet;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a step plays on: an AI database of its own on a real replica set, and a page. Both databases
 * it uses have names nobody else has, and are dropped when it is closed.
 *
 * <p>For one step at a time. The walk closes it, once.
 */
public final class Stage implements AutoCloseable {
  private final String uri;
  private final boolean outlivesTheDemo;
  private final Page page;
  private final MongoClient client;
  private final ChangeStreams streams;
  private final MongoDatabase database;
  private final MongoDatabase scratch;
  private @Nullable AiDatabase ai;
  private @Nullable Version version;
  private volatile boolean closed;

  /**
   * Connects. Nothing is written yet: the databases come with the first document.
   *
   * @param rs0 the replica set
   * @param page where to print
   * @throws dev.mongostreams.failure.StreamsException when there is no usable server
   */
  Stage(ReplicaSet rs0, Page page) {
    String name = "aidb_demo_" + UUID.randomUUID().toString().substring(0, 8);
    this.uri = rs0.uri(name);
    this.outlivesTheDemo = !rs0.owned();
    this.page = page;
    this.streams = ChangeStreams.connect(uri);
    this.client = MongoClients.create(uri);
    this.database = client.getDatabase(name);
    this.scratch = client.getDatabase(name + "_scratch");
  }

  /**
   * Returns where the AI database is.
   *
   * @return a connection string with the database in it
   */
  public String uri() {
    return uri;
  }

  /**
   * Returns the AI database.
   *
   * @return an open one; it is closed with the stage
   */
  public synchronized AiDatabase ai() {
    if (closed) {
      throw new IllegalStateException("Cannot write to the AI database: the demo has ended.");
    }
    if (ai == null) {
      ai = AiDatabase.open("mongodb", uri);
    }
    return ai;
  }

  /**
   * Returns a model version that predictions can be logged for.
   *
   * @return a stored version
   */
  public synchronized Version version() {
    if (version == null) {
      version = ai().createVersion(ai().createModel("classifier", "resnet50").id(), "1.0.0");
    }
    return version;
  }

  /**
   * Returns the change streams of the AI database.
   *
   * @return an open connection; it is closed with the stage
   */
  public ChangeStreams streams() {
    return streams;
  }

  /**
   * Returns the AI database as the driver sees it, for writes its interface does not offer.
   *
   * @return the database
   */
  public MongoDatabase database() {
    return database;
  }

  /**
   * Returns a second database, which a step may drop.
   *
   * @return the database, empty unless an earlier step left something there
   */
  public MongoDatabase scratch() {
    return scratch;
  }

  /**
   * Returns change streams of the second database.
   *
   * @return a new connection on the stage's client; close it when done
   */
  public ChangeStreams scratchStreams() {
    return ChangeStreams.of(client, scratch.getName());
  }

  /**
   * Prints what is being done.
   *
   * @param text one or more lines
   */
  public void doing(String text) {
    page.entry("do", text);
  }

  /**
   * Prints what came out.
   *
   * @param text one or more lines
   */
  public void got(String text) {
    page.entry("got", text);
  }

  /**
   * Holds a claim against what was found, and prints that it is so.
   *
   * @param claim what is told, for the reader
   * @param expected what must have come
   * @param found what came
   * @throws NotAsTold when the two differ
   */
  public void expect(String claim, @Nullable Object expected, @Nullable Object found) {
    if (!Objects.equals(expected, found)) {
      throw new NotAsTold(claim, found + " instead of " + expected);
    }
    page.entry("ok", claim);
  }

  /** Tells whether the program is being interrupted, so that nothing a step meets now counts. */
  boolean closed() {
    return closed;
  }

  /** Drops both databases. Lets go of all connections first, so that nothing is written after. */
  @Override
  public void close() {
    disconnect();
    drop();
  }

  /** Does the same while the program is being interrupted; a set of our own ends with it anyway. */
  void interrupt() {
    disconnect();
    if (outlivesTheDemo) {
      drop();
    }
  }

  private synchronized void disconnect() {
    closed = true;
    streams.close();
    if (ai != null) {
      ai.close();
    }
    client.close();
  }

  private void drop() {
    try (MongoClient last = MongoClients.create(uri)) {
      last.getDatabase(database.getName()).drop();
      last.getDatabase(scratch.getName()).drop();
    }
  }
}
