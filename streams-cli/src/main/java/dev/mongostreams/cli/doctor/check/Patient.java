package dev.mongostreams.cli.doctor.check;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.cli.connect.Target;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
   */
  public List<Finding> seenBy(Check check) {
    try {
      return check.look(this);
    } catch (MongoException untold) {
      return List.of(untold(check, untold));
    }
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
    return client
        .getDatabase(database)
        .withTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
        .runCommand(command, client.getReadPreference());
  }

  /** Tells whether there is a mongos in between, which has no history of its own. */
  boolean sharded() {
    return streams.server().setName().isEmpty();
  }
}
