package dev.mongostreams.jdbc;

import dev.mongostreams.jdbc.internal.Identifier;
import dev.mongostreams.jdbc.internal.TableSpec;
import dev.mongostreams.jdbc.internal.TableSpec.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the documents of a collection become rows of a table. Without a column it keeps each document
 * as one {@code jsonb}. Immutable; each method gives a table that differs in one thing.
 *
 * <pre>{@code
 * SyncTable.of("predictions")
 *     .column("model_version_id", SqlType.BIGINT)
 *     .column("output.class", "label", SqlType.TEXT)
 *     .onDrop(OnDrop.TRUNCATE)
 * }</pre>
 *
 * <p>Beside those columns a row has the {@code _id} of its document, which is the primary key, and
 * {@code cluster_time}, a number that is the greater the newer the change was: a change that is
 * older than the row does nothing. {@code to_timestamp(cluster_time >> 31)} is when it was.
 */
public final class SyncTable {
  private static final Set<SqlType> KEYS =
      Set.of(SqlType.TEXT, SqlType.BIGINT, SqlType.INTEGER, SqlType.UUID);

  private final @Nullable String database;
  private final String collection;
  private final @Nullable String table;
  private final Column key;
  private final List<Column> columns;
  private final OnDrop onDrop;

  private SyncTable(
      @Nullable String database,
      String collection,
      @Nullable String table,
      Column key,
      List<Column> columns,
      OnDrop onDrop) {
    this.database = database;
    this.collection = collection;
    this.table = table;
    this.key = key;
    this.columns = columns;
    this.onDrop = onDrop;
  }

  /**
   * Begins with the collection.
   *
   * @param collection its name; the table has the same by default
   * @return a table that keeps whole documents, with a key of type text named {@code _id}
   */
  public static SyncTable of(String collection) {
    Column key = new Column("_id", "_id", SqlType.TEXT);
    return new SyncTable(null, collection, null, key, List.of(), OnDrop.STOP);
  }

  /**
   * Names the table.
   *
   * @param name with a schema and a dot in front of it, or without; by default the collection's
   *     name. It is quoted, so upper case counts
   * @return a table that differs in this
   * @throws IllegalArgumentException when a part is empty, longer than 63 bytes, or has a NUL
   */
  public SyncTable table(String name) {
    return new SyncTable(database, collection, Identifier.table(name), key, columns, onDrop);
  }

  /**
   * Names the database of the collection, for a watcher of several.
   *
   * @param name by default that of whichever change comes
   * @return a table that differs in this
   */
  public SyncTable database(String name) {
    return new SyncTable(name, collection, table, key, columns, onDrop);
  }

  /**
   * Says how the {@code _id} is kept.
   *
   * @param column its name; by default {@code _id}
   * @param type {@link SqlType#TEXT} (the default) takes any {@code _id}, and no two different ones
   *     are written alike: a string stands as it is, unless it looks like a number, an object id or
   *     JSON; then it has quotes. {@link SqlType#BIGINT}, {@link SqlType#INTEGER} and {@link
   *     SqlType#UUID} take what they take elsewhere
   * @return a table that differs in this
   * @throws IllegalArgumentException when it is another type, or the name is taken or is none
   */
  public SyncTable key(String column, SqlType type) {
    if (!KEYS.contains(type)) {
      throw new IllegalArgumentException(
          "Cannot keep the _id of "
              + collection
              + " as "
              + type.sql()
              + ": take text, bigint, integer or uuid.");
    }
    Column changed = new Column("_id", unused(column, columns), type);
    return new SyncTable(database, collection, table, changed, columns, onDrop);
  }

  /**
   * Adds a column that has the name of its field.
   *
   * @param field a field at the top of the document, without a dot in its name
   * @param type what the column takes
   * @return a table that has this column too
   * @throws IllegalArgumentException when the field has a dot, or the name is taken or is none
   */
  public SyncTable column(String field, SqlType type) {
    if (field.indexOf('.') >= 0) {
      throw new IllegalArgumentException(
          "Cannot name a column \""
              + field
              + "\" of "
              + collection
              + ": a path has a dot, and a column should not. Name the column too.");
    }
    return column(field, field, type);
  }

  /**
   * Adds a column.
   *
   * @param field path below the document, with dots between the names, as {@code output.class};
   *     elements of arrays go by index
   * @param column the name of the column
   * @param type what the column takes
   * @return a table that has this column too
   * @throws IllegalArgumentException when the name is taken or is none
   */
  public SyncTable column(String field, String column, SqlType type) {
    if (field.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot keep a field without a name of " + collection + ": name one, or call document.");
    }
    return with(new Column(field, column, type));
  }

  /**
   * Adds a column for the whole document, as {@code jsonb}.
   *
   * @param column the name of the column; a table without any column has one named {@code document}
   * @return a table that has this column too
   * @throws IllegalArgumentException when the name is taken or is none
   */
  public SyncTable document(String column) {
    return with(new Column("", column, SqlType.JSONB));
  }

  /**
   * Says what a drop of the collection does, or a rename to another name. A rename of another
   * collection to this name is refused unless {@link OnDrop#IGNORE} is said, as no change tells
   * which documents came with it.
   *
   * @param choice by default {@link OnDrop#STOP}: what a slip of somebody's hand has dropped there
   *     is still here
   * @return a table that differs in this
   */
  public SyncTable onDrop(OnDrop choice) {
    return new SyncTable(database, collection, table, key, columns, choice);
  }

  private SyncTable with(Column column) {
    List<Column> taken = new ArrayList<>(columns);
    taken.add(key);
    unused(column.name(), taken);
    List<Column> more = new ArrayList<>(columns);
    more.add(column);
    return new SyncTable(database, collection, table, key, List.copyOf(more), onDrop);
  }

  private String unused(String name, List<Column> taken) {
    boolean used = taken.stream().anyMatch(column -> column.name().equals(name));
    if (used || name.equals(TableSpec.CLUSTER_TIME)) {
      throw new IllegalArgumentException(
          "Cannot name a column \""
              + name
              + "\" of "
              + collection
              + ": there is one of that name. Give another name.");
    }
    return Identifier.column(name);
  }

  /** What the sink works with. */
  TableSpec spec() {
    List<Column> kept =
        columns.isEmpty() ? List.of(new Column("", "document", SqlType.JSONB)) : columns;
    return new TableSpec(database, collection, named(), key, kept, onDrop);
  }

  private String named() {
    if (table != null) {
      return table;
    }
    if (collection.indexOf('.') >= 0) {
      throw new IllegalArgumentException(
          "Cannot name a table after the collection "
              + collection
              + ": in the name of a table a dot stands behind the schema. Call table(name).");
    }
    return Identifier.table(collection);
  }
}
