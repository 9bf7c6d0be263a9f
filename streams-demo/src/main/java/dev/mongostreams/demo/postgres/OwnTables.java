package dev.mongostreams.demo.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables that are created where there are none, and then are ours to write to; or that somebody
 * else keeps, as a sync does, and then are only read. A comment on a table tells one from the
 * other, as nothing else about them differs for certain.
 */
public final class OwnTables {
  private static final String MARK = "written by AiDatabase";

  /** Any number that nobody else takes: of programs that open at once, one creates. */
  private static final long LOCK = 0x41_69_44_61_74_61L;

  private OwnTables() {}

  /**
   * Finds or creates the tables, in the current schema.
   *
   * @param pool where
   * @param layouts all that belong together
   * @return the tables, in the order of their layouts
   * @throws IllegalStateException when some are there and others are not
   * @throws PostgresFailedException when they cannot be read or created
   */
  public static List<NumberedTable> open(PostgresPool pool, List<TableLayout> layouts) {
    return pool.inTransaction(
        connection -> {
          PostgresPool.query(connection, row -> "", "SELECT pg_advisory_xact_lock(?)", LOCK);
          Map<String, Boolean> found = found(connection, layouts);
          if (found.isEmpty()) {
            create(connection, layouts);
          } else {
            refuseMissing(pool, layouts, found);
          }
          List<NumberedTable> tables = new ArrayList<>();
          for (TableLayout layout : layouts) {
            PostgresPool.query(connection, row -> "", layout.probe());
            boolean ours = found.isEmpty() || found.getOrDefault(layout.name(), false);
            tables.add(new NumberedTable(pool, layout, ours));
          }
          return tables;
        });
  }

  /** The tables that are there, and whether they are ours. */
  private static Map<String, Boolean> found(Connection connection, List<TableLayout> layouts)
      throws SQLException {
    Map<String, Boolean> found = new LinkedHashMap<>();
    for (TableLayout layout : layouts) {
      PostgresPool.query(
              connection,
              row -> MARK.equals(row.getString(1)),
              "SELECT obj_description(oid, 'pg_class') FROM pg_class WHERE oid = to_regclass(?)",
              layout.name())
          .forEach(ours -> found.put(layout.name(), ours));
    }
    return found;
  }

  private static void create(Connection connection, List<TableLayout> layouts) throws SQLException {
    for (TableLayout layout : layouts) {
      for (String statement : layout.create(MARK)) {
        PostgresPool.update(connection, statement);
      }
    }
  }

  private static void refuseMissing(
      PostgresPool pool, List<TableLayout> layouts, Map<String, Boolean> found) {
    List<String> missing = new ArrayList<>(layouts.stream().map(TableLayout::name).toList());
    missing.removeAll(found.keySet());
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "Cannot open the tables at "
              + pool
              + ": "
              + String.join(", ", missing)
              + " are missing, and others are there. Sync all of the collections, or name an empty"
              + " schema with currentSchema.");
    }
  }
}
