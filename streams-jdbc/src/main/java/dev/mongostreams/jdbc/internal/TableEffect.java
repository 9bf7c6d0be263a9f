package dev.mongostreams.jdbc.internal;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.jdbc.OnDrop;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.bson.BsonType;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Writes changes into tables, in the order of the stream as far as it shows: of each document the
 * newest state, and all of it before a drop does its part. For one thread.
 */
final class TableEffect {
  private final List<TableRows> tables;

  TableEffect(List<TableSpec> tables) {
    this.tables = tables.stream().map(TableRows::new).toList();
  }

  /** Tells early, and in words, when a table is not as it must be. */
  void check(Connection connection) {
    for (TableRows table : tables) {
      try {
        table.check(connection);
      } catch (SQLException failure) {
        throw SqlFailures.explained("Cannot sync to the table", table.spec().table(), failure);
      }
    }
  }

  void apply(Connection connection, List<ChangeEvent> changes) throws SQLException {
    if (tables.isEmpty()) {
      return;
    }
    tables.forEach(TableRows::forget); // of an attempt that failed
    for (ChangeEvent change : changes) {
      take(connection, change);
    }
    flush(connection);
  }

  private void take(Connection connection, ChangeEvent change) throws SQLException {
    switch (change.operation()) {
      case INSERT, REPLACE, UPDATE -> keep(change);
      case DELETE -> required(change).remove(change);
      case DROP -> drop(connection, change, "was dropped");
      case RENAME -> {
        drop(connection, change, "was renamed");
        refuseArrival(change);
      }
      case OTHER ->
          throw SqlFailures.unfit(
              change.collection(),
              "it is of a kind that is not known here, " + change.operationName(),
              "Filter by operations, or take a newer release.");
      // A drop of a database follows the drops of its collections; the others concern no document.
      default -> {}
    }
  }

  private void keep(ChangeEvent change) throws SQLException {
    TableRows rows = required(change);
    BsonValue document = change.value("fullDocument");
    if (document == null) {
      throw SqlFailures.unfit(
          change.collection(),
          "the " + change.operationName() + " brings no document",
          "Call fullDocument(FullDocument.UPDATE_LOOKUP), and keep fullDocument in the pipeline.");
    }
    // Null: the document was gone when it was looked up. Its delete follows.
    if (document.getBsonType() != BsonType.NULL) {
      rows.keep(change);
    }
  }

  private TableRows required(ChangeEvent change) throws SQLException {
    TableRows found = of(change.database(), change.collection());
    if (found == null) {
      throw SqlFailures.unfit(
          change.database() + "." + change.collection(),
          "there is no table for this collection",
          "Name one, or watch only the collections that have one.");
    }
    return found;
  }

  private @Nullable TableRows of(String database, String collection) {
    for (TableRows rows : tables) {
      if (rows.spec().isOf(database, collection)) {
        return rows;
      }
    }
    return null;
  }

  private void drop(Connection connection, ChangeEvent change, String what) throws SQLException {
    TableRows rows = of(change.database(), change.collection());
    if (rows == null) {
      return;
    }
    if (rows.spec().onDrop() == OnDrop.STOP) {
      throw SqlFailures.unfit(
          change.collection(),
          "the collection " + what + ", and nobody has said what its table is to do",
          "Say it with onDrop, and start again: the rows are still there.");
    }
    flush(connection);
    rows.drop(connection);
  }

  /** Another collection has taken the name, with documents that no change tells of. */
  private void refuseArrival(ChangeEvent change) throws SQLException {
    String to = change.renamedTo();
    int dot = to == null ? -1 : to.indexOf('.');
    if (to == null || dot < 0) {
      return;
    }
    TableRows rows = of(to.substring(0, dot), to.substring(dot + 1));
    if (rows != null && rows.spec().onDrop() != OnDrop.IGNORE) {
      throw SqlFailures.unfit(
          to,
          "another collection was renamed to it, and no change tells which documents came with it",
          "Empty the table and copy them, or say onDrop(OnDrop.IGNORE); then start again.");
    }
  }

  private void flush(Connection connection) throws SQLException {
    for (TableRows rows : tables) {
      rows.flush(connection);
    }
  }
}
