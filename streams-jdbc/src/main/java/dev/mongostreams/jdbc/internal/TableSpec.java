package dev.mongostreams.jdbc.internal;

import dev.mongostreams.jdbc.OnDrop;
import dev.mongostreams.jdbc.SqlType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table and the collection behind it, and the statements on it.
 *
 * @param database of the collection, or null for whichever
 * @param table its name, a schema in front or not
 * @param key the column that has the {@code _id}
 * @param columns the other columns, but for the cluster time
 */
public record TableSpec(
    @Nullable String database,
    String collection,
    String table,
    Column key,
    List<Column> columns,
    OnDrop onDrop) {

  /** The column that says how new a row is. */
  public static final String CLUSTER_TIME = "cluster_time";

  private static final String TIME = Identifier.quotes(CLUSTER_TIME);

  /**
   * A column and what it holds.
   *
   * @param field path below the document, or empty for the whole of it
   */
  public record Column(String field, String name, SqlType type) {
    private String quoted() {
      return Identifier.quotes(name);
    }
  }

  /** Tells whether its rows come from that collection. */
  boolean isOf(String database, String collection) {
    return this.collection.equals(collection)
        && (this.database == null || this.database.equals(database));
  }

  /** Creates the table if it is not there. */
  public String createSql() {
    return "CREATE TABLE IF NOT EXISTS "
        + quoted()
        + " ("
        + all()
            .map(column -> column.quoted() + " " + column.type().sql())
            .collect(Collectors.joining(", "))
        + ", "
        + TIME
        + " bigint NOT NULL, PRIMARY KEY ("
        + key.quoted()
        + "))";
  }

  /** Takes an array of texts for each column, and one of cluster times. A newer row stays. */
  String upsertSql() {
    String names = all().map(Column::quoted).collect(Collectors.joining(", "));
    return "INSERT INTO "
        + quoted()
        + " AS t ("
        + names
        + ", "
        + TIME
        + ") SELECT "
        + numbered("u.c%d::%s, ")
        + "u.n FROM unnest("
        + "?::text[], ".repeat(columns.size() + 1)
        + "?::bigint[]) AS u ("
        + numbered("c%d, ")
        + "n) ON CONFLICT ("
        + key.quoted()
        + ") DO UPDATE SET "
        + columns.stream()
            .map(column -> column.quoted() + " = excluded." + column.quoted() + ", ")
            .collect(Collectors.joining())
        + TIME
        + " = excluded."
        + TIME
        + " WHERE (t."
        + TIME
        + " > excluded."
        + TIME
        + ") IS NOT TRUE";
  }

  /** Takes an array of keys and one of cluster times. A newer row stays. */
  String deleteSql() {
    return "DELETE FROM "
        + quoted()
        + " AS t USING unnest(?::text[], ?::bigint[]) AS u (k, n) WHERE t."
        + key.quoted()
        + " = u.k::"
        + key.type().sql()
        + " AND (t."
        + TIME
        + " > u.n) IS NOT TRUE";
  }

  String truncateSql() {
    return "TRUNCATE " + quoted();
  }

  String dropSql() {
    return "DROP TABLE IF EXISTS " + quoted();
  }

  private String quoted() {
    return Identifier.quoted(table);
  }

  private Stream<Column> all() {
    return Stream.concat(Stream.of(key), columns.stream());
  }

  private String numbered(String form) {
    List<Column> all = all().toList();
    return IntStream.range(0, all.size())
        .mapToObj(place -> String.format(form, place, all.get(place).type().sql()))
        .collect(Collectors.joining());
  }
}
