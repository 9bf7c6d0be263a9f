package dev.mongostreams.demo.sync;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.demo.postgres.PostgresPool;
import dev.mongostreams.jdbc.SqlEffect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Counts changes in a table, by what they did. A change that had its effect twice would be in it
 * twice, unlike in a row that is written twice.
 */
final class ChangeCounts implements SqlEffect {
  private final PostgresPool pool;
  private final AtomicLong handed = new AtomicLong();

  private ChangeCounts(PostgresPool pool) {
    this.pool = pool;
  }

  /** Creates the table. */
  static ChangeCounts in(PostgresPool pool) {
    pool.update("CREATE TABLE change_counts (operation text PRIMARY KEY, changes bigint NOT NULL)");
    return new ChangeCounts(pool);
  }

  @Override
  public void apply(Connection connection, List<ChangeEvent> changes) throws SQLException {
    handed.addAndGet(changes.size());
    count(connection, changes);
  }

  // region effect
  private static void count(Connection connection, List<ChangeEvent> changes) throws SQLException {
    try (PreparedStatement count =
        connection.prepareStatement(
            "INSERT INTO change_counts AS c VALUES (?, 1)"
                + " ON CONFLICT (operation) DO UPDATE SET changes = c.changes + 1")) {
      for (ChangeEvent change : changes) {
        count.setString(1, change.operationName());
        count.addBatch();
      }
      count.executeBatch();
    }
  }

  // endregion

  /** How many are in the table. */
  long counted() {
    return pool.query(
            row -> row.getLong(1), "SELECT coalesce(sum(changes), 0)::bigint FROM change_counts")
        .get(0);
  }

  /** How many were handed over, those of transactions that did not come about among them. */
  long handed() {
    return handed.get();
  }

  /** The table in one line. */
  @Override
  public String toString() {
    return pool
        .query(
            row -> row.getLong("changes") + " " + row.getString("operation"),
            "SELECT * FROM change_counts ORDER BY changes DESC")
        .stream()
        .collect(Collectors.joining(", "));
  }
}
