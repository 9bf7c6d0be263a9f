package dev.mongostreams.bench.sync;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.handler.BatchHandler;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * What {@code PostgresSync} does, written by hand for this one table and without the position: a
 * batch goes over as one array a column, and is committed at once.
 */
final class ArrayBatches implements BatchHandler, AutoCloseable {
  private final Connection connection;
  private final PreparedStatement upsert;
  private final PreparedStatement delete;

  ArrayBatches(DataSource source) throws SQLException {
    this.connection = source.getConnection();
    connection.setAutoCommit(false);
    this.upsert =
        connection.prepareStatement(
            "INSERT INTO models AS t"
                + " (_id, name, architecture, parameters, accuracy, description, cluster_time)"
                + " SELECT * FROM unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[],"
                + " ?::double precision[], ?::text[], ?::bigint[])"
                + " ON CONFLICT (_id) DO UPDATE SET name = excluded.name,"
                + " architecture = excluded.architecture, parameters = excluded.parameters,"
                + " accuracy = excluded.accuracy, description = excluded.description,"
                + " cluster_time = excluded.cluster_time"
                + " WHERE (t.cluster_time > excluded.cluster_time) IS NOT TRUE");
    this.delete =
        connection.prepareStatement(
            "DELETE FROM models AS t USING unnest(?::bigint[], ?::bigint[]) AS u (id, time)"
                + " WHERE t._id = u.id AND (t.cluster_time > u.time) IS NOT TRUE");
  }

  @Override
  public void onBatch(List<ChangeEvent> changes) throws SQLException {
    Map<Long, ChangeEvent> newest = new LinkedHashMap<>();
    changes.forEach(change -> newest.put(Model.id(change), change));
    List<ChangeEvent> gone = new ArrayList<>();
    List<ChangeEvent> kept = new ArrayList<>();
    for (ChangeEvent change : newest.values()) {
      (change.operation() == Operation.DELETE ? gone : kept).add(change);
    }
    if (!gone.isEmpty()) {
      delete.setArray(1, array("bigint", gone, Model::id));
      delete.setArray(2, array("bigint", gone, ArrayBatches::time));
      delete.executeUpdate();
    }
    if (!kept.isEmpty()) {
      upsert(kept, kept.stream().map(Model::of).toList());
    }
    connection.commit();
  }

  private void upsert(List<ChangeEvent> changes, List<Model> models) throws SQLException {
    upsert.setArray(1, array("bigint", models, Model::id));
    upsert.setArray(2, array("text", models, Model::name));
    upsert.setArray(3, array("text", models, Model::architecture));
    upsert.setArray(4, array("bigint", models, Model::parameters));
    upsert.setArray(5, array("float8", models, Model::accuracy));
    upsert.setArray(6, array("text", models, Model::description));
    upsert.setArray(7, array("bigint", changes, ArrayBatches::time));
    upsert.executeUpdate();
  }

  private <T> Array array(String type, Collection<T> rows, Function<T, Object> cell)
      throws SQLException {
    return connection.createArrayOf(type, rows.stream().map(cell).toArray());
  }

  private static long time(ChangeEvent change) {
    return Objects.requireNonNull(change.clusterTime()).getValue();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
