package dev.mongostreams.demo.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table as a sync of its collection lays it out: {@code _id} as text is the key, {@code id} is
 * the number of the row, the columns follow, and {@code cluster_time} says how new it is.
 * Immutable.
 *
 * @param name of the table
 * @param columns their types by their names, without the three
 */
public record TableLayout(String name, Map<String, String> columns) {

  /**
   * Copies the columns, and keeps their order.
   *
   * @param name of the table
   * @param columns their types by their names, without the three
   */
  public TableLayout {
    columns = new LinkedHashMap<>(columns);
  }

  /**
   * Begins with a name.
   *
   * @param name of the table
   * @return a table without columns
   */
  public static TableLayout of(String name) {
    return new TableLayout(name, Map.of());
  }

  /**
   * Adds a column.
   *
   * @param column its name, in small letters
   * @param type what PostgreSQL calls it
   * @return a table that has it
   */
  public TableLayout with(String column, String type) {
    Map<String, String> more = new LinkedHashMap<>(columns);
    more.put(column, type);
    return new TableLayout(name, more);
  }

  /** The statements that create it. What a sync does not keep apart, numbers, the index does. */
  List<String> create(String mark) {
    String others =
        columns.entrySet().stream()
            .map(column -> column.getKey() + " " + column.getValue() + ", ")
            .collect(Collectors.joining());
    return List.of(
        "CREATE TABLE "
            + name
            + " (\"_id\" text PRIMARY KEY, id bigint NOT NULL UNIQUE, "
            + others
            + "cluster_time bigint NOT NULL)",
        "COMMENT ON TABLE " + name + " IS '" + mark + "'");
  }

  /** Reads nothing, and fails when a column is missing. */
  String probe() {
    return "SELECT \"_id\", id, "
        + String.join(", ", columns.keySet())
        + " FROM "
        + name
        + " WHERE false";
  }

  /** Takes the key and the values of the columns, and returns the row with the next number. */
  String insert() {
    return "INSERT INTO "
        + name
        + " (\"_id\", id, cluster_time, "
        + String.join(", ", columns.keySet())
        + ") SELECT ?::text, coalesce(max(id), 0) + 1, 0, "
        + columns.values().stream().map(type -> "?::" + type).collect(Collectors.joining(", "))
        + " FROM "
        + name
        + " RETURNING *";
  }
}
