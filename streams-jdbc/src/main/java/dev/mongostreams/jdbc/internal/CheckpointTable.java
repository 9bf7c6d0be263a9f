package dev.mongostreams.jdbc.internal;

import dev.mongostreams.checkpoint.Checkpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.BSONException;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonParseException;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/**
 * The table of checkpoints, a row each, and the statements on it. A claim raises the generation and
 * writes its owner; what the owner stores raises the sequence by one. The row is the lock of its
 * name: each transaction of a slot begins with it.
 */
final class CheckpointTable {
  private static final JsonWriterSettings EXACT =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  private final String table;
  private final String advance;

  CheckpointTable(String table, Duration idleLimit) {
    this.table = Identifier.quoted(table);
    // The limit frees the row when this host dies in the middle: nobody else would end the session.
    this.advance =
        "UPDATE "
            + this.table
            + " SET sequence = sequence + 1, checkpoint = ?::json, saved_at = now()"
            + " WHERE name = ? AND owner = ? AND sequence = ?"
            + " RETURNING set_config('idle_in_transaction_session_timeout', '"
            + idleLimit.toMillis()
            + "', true)";
  }

  /** Who holds a row, and how often he has stored something. */
  record Holder(String owner, long sequence) {}

  String createSql() {
    return "CREATE TABLE IF NOT EXISTS "
        + table
        + " (name text PRIMARY KEY, generation bigint NOT NULL, owner text NOT NULL,"
        + " sequence bigint NOT NULL, checkpoint json, saved_at timestamp with time zone)";
  }

  /**
   * Takes a name, and reads what is there by the same statement: what somebody who takes it for the
   * first time at the same moment has stored is not passed over. When it cannot be read it stays as
   * it is, if the caller rolls back.
   */
  @Nullable Checkpoint claim(Connection connection, String name, String owner) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO "
                + table
                + " AS c (name, generation, owner, sequence) VALUES (?, 1, ?, 0)"
                + " ON CONFLICT (name) DO UPDATE SET generation = c.generation + 1,"
                + " owner = excluded.owner, sequence = 0 RETURNING c.checkpoint")) {
      statement.setString(1, name);
      statement.setString(2, owner);
      try (ResultSet taken = statement.executeQuery()) {
        return first(taken, name);
      }
    }
  }

  @Nullable Checkpoint read(Connection connection, String name) throws SQLException {
    return read(connection, name, "");
  }

  private @Nullable Checkpoint read(Connection connection, String name, String lock)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT checkpoint FROM " + table + " WHERE name = ?" + lock)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return first(rows, name);
      }
    }
  }

  private @Nullable Checkpoint first(ResultSet rows, String name) throws SQLException {
    String text = rows.next() ? rows.getString(1) : null;
    return text == null ? null : parsed(name, text);
  }

  private Checkpoint parsed(String name, String text) {
    try {
      return Checkpoint.parse(BsonDocument.parse(text));
    } catch (JsonParseException | BSONException | IllegalArgumentException notOurs) {
      boolean read = notOurs instanceof IllegalArgumentException;
      String why = read ? String.valueOf(notOurs.getMessage()) : "it is no checkpoint";
      throw SqlFailures.failed(
          SqlFailures.READ,
          name + " in " + table,
          why,
          "It was left as it is: move the row away to start anew, or name another table.",
          notOurs);
    }
  }

  /** Locks the row and moves it on; false when it is not as that owner has left it. */
  boolean advance(
      Connection connection, String name, String owner, long sequence, Checkpoint checkpoint)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(advance)) {
      statement.setString(1, checkpoint.document().toJson(EXACT));
      statement.setString(2, name);
      statement.setString(3, owner);
      statement.setLong(4, sequence);
      try (ResultSet moved = statement.executeQuery()) {
        return moved.next();
      }
    }
  }

  @Nullable Holder holder(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT owner, sequence FROM " + table + " WHERE name = ?")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? new Holder(rows.getString(1), rows.getLong(2)) : null;
      }
    }
  }

  List<String> names(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT name FROM " + table + " WHERE checkpoint IS NOT NULL");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    names.sort(null);
    return List.copyOf(names);
  }

  /** Forgets a checkpoint that can be read; false when none was saved. */
  boolean delete(Connection connection, String name) throws SQLException {
    Checkpoint there = read(connection, name, " FOR UPDATE");
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM " + table + " WHERE name = ?")) {
      statement.setString(1, name);
      statement.executeUpdate();
    }
    return there != null;
  }
}
