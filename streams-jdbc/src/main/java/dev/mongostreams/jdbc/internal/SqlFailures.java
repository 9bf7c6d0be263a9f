package dev.mongostreams.jdbc.internal;

import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.failure.CheckpointFencedException;
import dev.mongostreams.failure.Explanation;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in words why PostgreSQL does not do what it is asked. Its own messages quote the values that
 * it refuses, so they go to the log at the level DEBUG, and nowhere else.
 */
final class SqlFailures {
  static final String CLAIM = "Cannot claim the checkpoint";
  static final String READ = "Cannot read the checkpoint";
  static final String SAVE = "Cannot save the checkpoint";
  static final String LIST = "Cannot list the checkpoints of";
  static final String DELETE = "Cannot delete the checkpoint";

  private static final Logger LOG = LoggerFactory.getLogger(SqlFailures.class);

  private static final String VALUE = "22000";

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("21000", "two rows of a statement have the same key"),
          Map.entry("22003", "a number is out of the range of its column"),
          Map.entry("22008", "a date is out of range"),
          Map.entry("22021", "a text has the character NUL, which PostgreSQL cannot keep"),
          Map.entry("22P02", "a text is not in the form that the type of its column wants"),
          Map.entry("22P05", "a text has the character NUL, which PostgreSQL cannot keep"),
          Map.entry("23502", "a column that must not be null has no value"),
          Map.entry("23503", "a foreign key does not hold"),
          Map.entry("23505", "a unique constraint does not hold"),
          Map.entry("23514", "a check constraint does not hold"),
          Map.entry("25P03", "the transaction was idle for too long"),
          Map.entry("42501", "this user lacks the right to"),
          Map.entry("42703", "a column is missing"),
          Map.entry("42804", "a column is of another type"),
          Map.entry("42P01", "a table is missing"),
          Map.entry("42P10", "no unique constraint or primary key is on the key column"),
          Map.entry("54000", "a key is longer than an index takes"));

  private SqlFailures() {}

  static CheckpointFailedException failed(
      String what, String on, String why, String cure, @Nullable Throwable cause) {
    return new CheckpointFailedException(new Explanation(what, on, why, cure), cause);
  }

  /** Somebody else has the name now. */
  static CheckpointFencedException fenced(String name) {
    return new CheckpointFencedException(
        new Explanation(
            SAVE,
            name,
            "another watcher has taken this name, or it was deleted",
            "Run one watcher for a name; the other one goes on from the position it found."));
  }

  /** The slot was closed before. */
  static CheckpointFencedException closed(String name) {
    return new CheckpointFencedException(
        new Explanation(
            SAVE,
            name,
            "this watcher has given the name back",
            "Start it again to go on from what was saved before."));
  }

  /** Of the checkpoints, or of the tables at the start. */
  static CheckpointFailedException explained(String what, String on, SQLException failure) {
    LOG.debug("{} {}", what, on, failure);
    if (Outage.isOne(failure)) {
      return failed(
          what,
          on,
          "PostgreSQL cannot be reached, or cannot do it now (" + Outage.state(failure) + ")",
          "Check that it runs, and that the data source names it and a user who may log in.",
          null);
    }
    String cure =
        Outage.state(failure).startsWith("42")
            ? "PostgresSync.ddl() has the statements that make the tables; createTables(true) runs"
                + " them. The user needs select, insert, update and delete."
            : "Set the log of dev.mongostreams.jdbc to DEBUG to see what PostgreSQL says.";
    return failed(what, on, reason(failure), cure, null);
  }

  /** Of the changes: what passes by itself stays as it is, anything else loses its values. */
  static SQLException told(String what, String on, SQLException failure) {
    if (Outage.isOne(failure) || failure.getSQLState() == null) {
      return failure;
    }
    LOG.debug("{} {}", what, on, failure);
    String message =
        new Explanation(
                what,
                on,
                reason(failure),
                "Set the log of dev.mongostreams.jdbc to DEBUG to see what PostgreSQL says.")
            .message();
    String state = Outage.state(failure);
    if (state.startsWith("22")) {
      return new SQLDataException(message, state);
    }
    return state.startsWith("23")
        ? new SQLIntegrityConstraintViolationException(message, state)
        : new SQLException(message, state);
  }

  /** A change that cannot become a row. */
  static SQLDataException unfit(String on, String why, String cure) {
    return new SQLDataException(
        new Explanation("Cannot sync a change of", on, why, cure).message(), VALUE);
  }

  private static String reason(SQLException failure) {
    String state = Outage.state(failure);
    String known = WORDS.get(state);
    return known == null
        ? "PostgreSQL refuses it (SQLSTATE " + state + ")"
        : known + " (SQLSTATE " + state + ")";
  }
}
