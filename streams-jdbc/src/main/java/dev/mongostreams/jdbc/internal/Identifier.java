package dev.mongostreams.jdbc.internal;

import java.nio.charset.StandardCharsets;

/** Names of tables and columns. */
public final class Identifier {
  /** PostgreSQL cuts longer names off, and two of them may then be the same. */
  private static final int MOST_BYTES = 63;

  private Identifier() {}

  /** Refuses what cannot name a column. */
  public static String column(String name) {
    return checked("column", name);
  }

  /** Refuses what cannot name a table, a schema in front of it or not. */
  public static String table(String name) {
    for (String part : name.split("\\.", -1)) {
      checked("table", part);
    }
    if (name.indexOf('.') != name.lastIndexOf('.')) {
      throw refused("table", name, "a name has at most one dot, behind the schema");
    }
    return name;
  }

  /** A name as it stands in a statement; that of a table may have a schema in front. */
  static String quoted(String table) {
    int dot = table.indexOf('.');
    return dot < 0
        ? quotes(table)
        : quotes(table.substring(0, dot)) + "." + quotes(table.substring(dot + 1));
  }

  /** A name as it stands in a statement, whatever is in it. */
  static String quotes(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String checked(String kind, String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (name.isEmpty() || name.indexOf('\u0000') >= 0 || bytes > MOST_BYTES) {
      throw refused(kind, name, "a name has 1 to 63 bytes, and no character NUL");
    }
    return name;
  }

  private static IllegalArgumentException refused(String kind, String name, String rule) {
    return new IllegalArgumentException(
        "Cannot name a " + kind + " \"" + name.replace('\u0000', '?') + "\": " + rule + ".");
  }
}
