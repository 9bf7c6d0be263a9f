package dev.mongostreams.bench.sync;

import dev.mongostreams.jdbc.PostgresSync;
import dev.mongostreams.jdbc.SqlType;
import dev.mongostreams.jdbc.SyncTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The table of models, the same for each way. */
final class ModelTable {
  private final DataSource source;

  ModelTable(DataSource source) {
    this.source = source;
  }

  /** A sink that keeps the models in it. */
  PostgresSync sync() {
    return PostgresSync.to(source)
        .tables(
            SyncTable.of(ModelHistory.COLLECTION)
                .key("_id", SqlType.BIGINT)
                .column("name", SqlType.TEXT)
                .column("architecture", SqlType.TEXT)
                .column("parameters", SqlType.BIGINT)
                .column("accuracy", SqlType.DOUBLE)
                .column("description", SqlType.TEXT))
        .build();
  }

  /** Makes it anew, empty, on a server that has nothing left to do. */
  void create() {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS models, mongo_streams_checkpoints");
      for (String sql : sync().ddl()) {
        statement.execute(sql);
      }
      // One statement an event knows of no cluster time.
      statement.execute("ALTER TABLE models ALTER cluster_time DROP NOT NULL");
      // Nobody pays for the pages of the run before.
      statement.execute("CHECKPOINT");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** What is in it. */
  Contents contents() {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT _id, name, architecture, parameters, accuracy, description"
                    + " FROM models ORDER BY _id")) {
      List<Model> models = new ArrayList<>();
      while (rows.next()) {
        models.add(
            new Model(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getLong(4),
                rows.getDouble(5),
                rows.getString(6)));
      }
      return Contents.of(models);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
