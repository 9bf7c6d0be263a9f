package dev.mongostreams.bench.sync;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeHandler;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * What one writes first: for each change the statement that belongs to it, committed at once.
 * Statements are prepared once and stay so. It keeps no position.
 */
final class StatementAnEvent implements ChangeHandler, AutoCloseable {
  private final Connection connection;
  private final PreparedStatement insert;
  private final PreparedStatement update;
  private final PreparedStatement delete;

  StatementAnEvent(DataSource source) throws SQLException {
    this.connection = source.getConnection();
    this.insert =
        connection.prepareStatement(
            "INSERT INTO models (name, architecture, parameters, accuracy, description, _id)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (_id) DO UPDATE SET name = excluded.name,"
                + " architecture = excluded.architecture, parameters = excluded.parameters,"
                + " accuracy = excluded.accuracy, description = excluded.description");
    this.update =
        connection.prepareStatement(
            "UPDATE models SET name = ?, architecture = ?, parameters = ?, accuracy = ?,"
                + " description = ? WHERE _id = ?");
    this.delete = connection.prepareStatement("DELETE FROM models WHERE _id = ?");
  }

  @Override
  public void onChange(ChangeEvent change) throws SQLException {
    switch (change.operation()) {
      case INSERT -> write(insert, Model.of(change));
      case UPDATE, REPLACE -> write(update, Model.of(change));
      case DELETE -> {
        delete.setLong(1, Model.id(change));
        delete.executeUpdate();
      }
      default -> throw new IllegalStateException("The history has no " + change.operationName());
    }
  }

  private static void write(PreparedStatement statement, Model model) throws SQLException {
    statement.setString(1, model.name());
    statement.setString(2, model.architecture());
    statement.setLong(3, model.parameters());
    statement.setDouble(4, model.accuracy());
    statement.setString(5, model.description());
    statement.setLong(6, model.id());
    statement.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
