package dev.mongostreams.cli.doctor.check;

import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.cli.connect.Target;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;

/**
 * A server that answers, and what is to be watched on it.
 *
 * @param client to ask with
 * @param streams to watch with
 * @param target what is asked for
 * @param checkpoints the store whose checkpoints are looked at
 */
public record Patient(
    MongoClient client, ChangeStreams streams, Target target, CheckpointStore checkpoints) {
  private static final int UNAUTHORIZED = 13;
  private static final long LIMIT_SECONDS = 5;

  /**
   * Lets a check look; what it may not see is a finding as well.
   *
   * @param check what to look at
   * @return what it found
   * @throws MongoInterruptedException when the doctor is to end
   * @throws InterruptedException when it is to end, and the check took no notice
   */
  public List<Finding> seenBy(Check check) throws InterruptedException {
    return heard(check, () -> check.look(this));
  }

  static List<Finding> heard(Check check, Supplier<List<Finding>> look)
      throws InterruptedException {
    List<Finding> findings;
    try {
      findings = look.get();
    } catch (MongoInterruptedException toEnd) {
      throw toEnd;
    } catch (MongoException untold) {
      findings = List.of(untold(check, untold));
    }
    // What an interrupted check has found says nothing of the server.
    if (Thread.interrupted()) {
      throw new InterruptedException("The doctor was interrupted.");
    }
    return findings;
  }

  private static Finding untold(Check check, MongoException failure) {
    return failure.getCode() == UNAUTHORIZED
        ? Finding.unknown(
            check.name(),
            "this user may not see it",
            "Run the doctor as a user that has " + check.right() + ". Watching does not need it.")
        : Finding.unknown(
            check.name(),
            "the server did not tell ("
                + failure.getClass().getSimpleName()
                + ", code "
                + failure.getCode()
                + ")",
            "Look at the server's log.");
  }

  /**
   * Asks the server something.
   *
   * @param database the database to ask
   * @param command a command that changes nothing
   * @return its reply
   */
  Document ask(String database, Document command) {
    return database(database).runCommand(command, client.getReadPreference());
  }

  /**
   * Asks the primary something, whatever the connection string says: another member may be behind
   * it.
   *
   * @param database the database to ask
   * @param command a command that changes nothing
   * @return its reply
   */
  Document askPrimary(String database, Document command) {
    return database(database).runCommand(command, ReadPreference.primary());
  }

  /**
   * A database that answers within some seconds, or not at all.
   *
   * @param name its name
   * @return the database
   */
  MongoDatabase database(String name) {
    return client.getDatabase(name).withTimeout(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Tells whether there is a mongos in between, which has no history of its own. */
  boolean sharded() {
    return streams.server().setName().isEmpty();
  }
}
