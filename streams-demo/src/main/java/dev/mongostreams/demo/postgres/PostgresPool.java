package dev.mongostreams.demo.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Connections to a PostgreSQL, and what is asked over them. Usable by any thread. */
public final class PostgresPool implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MOST_CONNECTIONS = 8;

  private final HikariDataSource source;
  private final String where;

  private PostgresPool(HikariDataSource source, String where) {
    this.source = source;
    this.where = where;
  }

  /**
   * Connects.
   *
   * @param url where to
   * @return a pool of 8 connections at most; close it when done
   * @throws PostgresFailedException when it does not answer within 10 s, or lets nobody in
   */
  public static PostgresPool open(PostgresUrl url) {
    try {
      return new PostgresPool(pool(url), url.toString());
    } catch (PoolInitializationException unusable) {
      throw new PostgresFailedException(
          url.toString(), unusable.getCause() instanceof SQLException known ? known : null);
    }
  }

  // region pool
  private static HikariDataSource pool(PostgresUrl url) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(url.source());
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(PATIENCE.toMillis());
    return new HikariDataSource(config);
  }

  // endregion

  /**
   * Returns the connections themselves.
   *
   * @return for whom does more than a statement at a time
   */
  public DataSource source() {
    return source;
  }

  /** Reads the row a result stands on. */
  @FunctionalInterface
  public interface Row<T> {
    /**
     * Reads it.
     *
     * @param row stands on the row
     * @return what it means
     * @throws SQLException whatever the driver throws
     */
    T read(ResultSet row) throws SQLException;
  }

  /** What is done in a transaction of its own. */
  @FunctionalInterface
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /**
   * Asks for rows, which must fit into memory.
   *
   * @param <T> what is read
   * @param row reads one
   * @param sql a query, or a statement that returns rows
   * @param values for its question marks
   * @return the rows in their order
   * @throws PostgresFailedException when it cannot be asked
   */
  public <T> List<T> query(Row<T> row, String sql, Object... values) {
    return inTransaction(connection -> query(connection, row, sql, values));
  }

  /**
   * Runs a statement.
   *
   * @param sql the statement
   * @param values for its question marks
   * @return how many rows it has changed
   * @throws PostgresFailedException when it cannot be run
   */
  public int update(String sql, Object... values) {
    return inTransaction(connection -> update(connection, sql, values));
  }

  /** All of the work has an effect, or nothing of it. */
  <T> T inTransaction(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.in(connection);
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
      }
    } catch (SQLException failed) {
      throw new PostgresFailedException(where, failed);
    }
  }

  static <T> List<T> query(Connection connection, Row<T> row, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(row.read(rows));
      }
      return found;
    }
  }

  static int update(Connection connection, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /** Where it is, without credentials. */
  @Override
  public String toString() {
    return where;
  }

  @Override
  public void close() {
    source.close();
  }
}
