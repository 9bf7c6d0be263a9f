package dev.mongostreams.testkit.way;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.failure.Explanation;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Questions to one server, put to it directly, whatever its state in the set. */
public final class Ask implements AutoCloseable {
  private static final long BETWEEN_QUESTIONS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final MongoClient client;

  /**
   * Opens a client that asks only this server.
   *
   * @param address host and port
   */
  public Ask(String address) {
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(
                    new ConnectionString("mongodb://" + address + "/?directConnection=true"))
                .applicationName("streams-testkit")
                .applyToClusterSettings(c -> c.serverSelectionTimeout(2, TimeUnit.SECONDS))
                .applyToServerSettings(
                    s ->
                        s.heartbeatFrequency(100, TimeUnit.MILLISECONDS)
                            .minHeartbeatFrequency(20, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(
                    s -> s.connectTimeout(2, TimeUnit.SECONDS).readTimeout(30, TimeUnit.SECONDS))
                .build());
  }

  /**
   * Runs a command on the admin database.
   *
   * @param command the command
   * @return the reply
   */
  public Document admin(Document command) {
    return client.getDatabase("admin").runCommand(command);
  }

  /**
   * Asks the server what it is.
   *
   * @return the reply to hello, or null if it does not answer now
   */
  public @Nullable Document hello() {
    try {
      return admin(new Document("hello", 1));
    } catch (MongoException e) {
      return null;
    }
  }

  /**
   * Asks whether the server takes writes.
   *
   * @return false also if it does not answer
   */
  public boolean isPrimary() {
    Document hello = hello();
    return hello != null && hello.getBoolean("isWritablePrimary", false);
  }

  /**
   * Asks whether the server is a primary or a secondary.
   *
   * @return false also if it does not answer
   */
  public boolean isUsable() {
    Document hello = hello();
    return hello != null
        && (hello.getBoolean("isWritablePrimary", false) || hello.getBoolean("secondary", false));
  }

  /** Takes from the server most of the 15 s in which, after a signal, it takes leave of clients. */
  public void hurryShutDown() {
    try {
      admin(
          new Document("setParameter", 1).append("shutdownTimeoutMillisForSignaledShutdown", 1000));
    } catch (MongoException unknownParameter) {
      // Then it takes its time.
    }
  }

  /**
   * Ends a server of this machine in order. Returns when it has taken leave of its clients, within
   * 2 s or so.
   */
  public void shutDown() {
    // A signal would leave a primary 15 s for that; the command says how long.
    try {
      admin(new Document("shutdown", 1).append("force", true).append("timeoutSecs", 1));
    } catch (MongoException expected) {
      // The server closes the connection instead of an answer.
    }
  }

  /**
   * Repeats a question until the answer is yes.
   *
   * @param what what is waited for, as the start of a sentence: {@code Cannot start mongod at}
   * @param on the thing it is waited for
   * @param limit how long
   * @param answered the question; what it throws ends the wait
   * @param trouble what to add when time is up
   * @throws ConnectFailedException if time is up
   */
  public static void until(
      String what, String on, Duration limit, BooleanSupplier answered, Supplier<String> trouble) {
    long end = System.nanoTime() + limit.toNanos();
    while (!answered.getAsBoolean()) {
      if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
        throw new ConnectFailedException(
            new Explanation(
                what,
                on,
                "not so within " + limit.toSeconds() + " s" + trouble.get(),
                "Look at the load of this machine, then try again."),
            null);
      }
      LockSupport.parkNanos(BETWEEN_QUESTIONS_NANOS);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
