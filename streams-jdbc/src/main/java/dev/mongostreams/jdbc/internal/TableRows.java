package dev.mongostreams.jdbc.internal;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.jdbc.OnDrop;
import dev.mongostreams.jdbc.internal.TableSpec.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Changes that wait to become rows of one table: the newest of each document. They go to the server
 * as arrays, so that a statement is the same however many rows it has. For one thread.
 */
final class TableRows {
  private static final String DOCUMENT = "fullDocument";

  /** A statement with more text than this is sent before the next row, to bound the memory. */
  private static final int MOST_CHARS = 4 << 20;

  private final TableSpec spec;
  private final String upsert;
  private final String delete;
  private final Map<String, ChangeEvent> kept = new LinkedHashMap<>();
  private final Map<String, ChangeEvent> gone = new LinkedHashMap<>();

  /** Whether the table may be missing, since a drop of the collection has dropped it. */
  private boolean dropped;

  TableRows(TableSpec spec) {
    this.spec = spec;
    this.upsert = spec.upsertSql();
    this.delete = spec.deleteSql();
  }

  TableSpec spec() {
    return spec;
  }

  /** The document is as this change has it. */
  void keep(ChangeEvent change) throws SQLException {
    String key = key(change);
    gone.remove(key);
    kept.put(key, change);
  }

  /** The document is gone. */
  void remove(ChangeEvent change) throws SQLException {
    String key = key(change);
    kept.remove(key);
    gone.put(key, change);
  }

  private String key(ChangeEvent change) throws SQLException {
    BsonValue id = change.documentId();
    if (id == null) {
      throw SqlFailures.unfit(
          spec.collection(), "it names no document", "Keep documentKey in the pipeline.");
    }
    try {
      return KeyText.of(spec.key().type(), id);
    } catch (IllegalArgumentException unfit) {
      throw unfit("_id", spec.key(), unfit);
    }
  }

  /** Runs both statements on no rows: tells early whether the table is as it must be. */
  void check(Connection connection) throws SQLException {
    execute(connection, delete, new Cells(1));
    execute(connection, upsert, new Cells(spec.columns().size() + 1));
  }

  /** Writes what waits. Rows that go make room first, for what else is unique in the table. */
  void flush(Connection connection) throws SQLException {
    if (kept.isEmpty() && gone.isEmpty()) {
      return;
    }
    if (dropped) {
      execute(connection, spec.createSql());
    }
    Cells cells = new Cells(1);
    for (Map.Entry<String, ChangeEvent> row : gone.entrySet()) {
      cells.add(new String[] {row.getKey()}, newness(row.getValue()));
    }
    send(connection, delete, cells);
    cells = new Cells(spec.columns().size() + 1);
    for (Map.Entry<String, ChangeEvent> row : kept.entrySet()) {
      if (cells.chars > MOST_CHARS) {
        send(connection, upsert, cells);
        cells = new Cells(spec.columns().size() + 1);
      }
      cells.add(row(row.getKey(), row.getValue()), newness(row.getValue()));
    }
    send(connection, upsert, cells);
    forget();
  }

  /** Nothing waits any more. */
  void forget() {
    kept.clear();
    gone.clear();
  }

  private @Nullable String[] row(String key, ChangeEvent change) throws SQLException {
    List<Column> columns = spec.columns();
    @Nullable String[] texts = new @Nullable String[columns.size() + 1];
    texts[0] = key;
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      String path = column.field().isEmpty() ? DOCUMENT : DOCUMENT + "." + column.field();
      try {
        texts[i + 1] = CellText.of(column.type(), change.value(path));
      } catch (IllegalArgumentException unfit) {
        throw unfit(column.field(), column, unfit);
      }
    }
    return texts;
  }

  private SQLException unfit(String field, Column column, IllegalArgumentException why) {
    return SqlFailures.unfit(
        spec.collection(),
        "the field "
            + field
            + " does not fit the column "
            + column.name()
            + ": "
            + why.getMessage(),
        "Take another type for the column, or onFailure to put such changes away.");
  }

  /** The greater the newer. The server keeps the increment below 2^31, so 63 bits are enough. */
  private long newness(ChangeEvent change) throws SQLException {
    BsonTimestamp time = change.clusterTime();
    if (time == null) {
      ResumeToken token = change.token();
      time = token.clusterTime();
    }
    if (time == null) {
      throw SqlFailures.unfit(
          spec.collection(), "it has no cluster time", "Keep clusterTime in the pipeline.");
    }
    return Integer.toUnsignedLong(time.getTime()) << 31 | time.getInc();
  }

  /** Does to the table what a drop of its collection asks for; nothing waits any more. */
  void drop(Connection connection) throws SQLException {
    OnDrop choice = spec.onDrop();
    if (choice == OnDrop.TRUNCATE) {
      execute(connection, spec.truncateSql());
    } else if (choice == OnDrop.DROP_TABLE) {
      execute(connection, spec.dropSql());
      dropped = true;
    }
  }

  private void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw told(failure);
    }
  }

  private void send(Connection connection, String sql, Cells cells) throws SQLException {
    if (cells.rows() == 0) {
      return;
    }
    try {
      execute(connection, sql, cells);
    } catch (SQLException failure) {
      throw told(failure);
    }
  }

  private static void execute(Connection connection, String sql, Cells cells) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      cells.bind(connection, statement);
      statement.executeUpdate();
    }
  }

  private SQLException told(SQLException failure) {
    return SqlFailures.told("Cannot write rows of", spec.table(), failure);
  }

  /** The cells of rows, by column. */
  private static final class Cells {
    private final List<List<@Nullable String>> columns = new ArrayList<>();
    private final List<Long> newness = new ArrayList<>();
    private int chars;

    Cells(int columns) {
      for (int i = 0; i < columns; i++) {
        this.columns.add(new ArrayList<>());
      }
    }

    int rows() {
      return newness.size();
    }

    void add(@Nullable String[] row, long newness) {
      for (int i = 0; i < row.length; i++) {
        String cell = row[i];
        columns.get(i).add(cell);
        chars += cell == null ? 0 : cell.length();
      }
      this.newness.add(newness);
    }

    void bind(Connection connection, PreparedStatement statement) throws SQLException {
      int place = 1;
      for (List<@Nullable String> column : columns) {
        statement.setArray(
            place++, connection.createArrayOf("text", column.toArray(String[]::new)));
      }
      statement.setArray(place, connection.createArrayOf("bigint", newness.toArray(Long[]::new)));
    }
  }
}
