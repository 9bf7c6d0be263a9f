package dev.mongostreams.demo.walk;

import com.mongodb.ConnectionString;

/** Puts another database into a connection string, and leaves the rest as it is. */
final class DatabaseUri {
  private DatabaseUri() {}

  /**
   * Returns the connection string with that database. Where users log in stays what it was: the
   * database in a connection string doubles as the default of {@code authSource}.
   *
   * @throws IllegalArgumentException when the connection string is malformed; it is not repeated
   */
  static String of(String uri, String database) {
    ConnectionString parsed = parsed(uri);
    int afterScheme = uri.indexOf("://") + 3;
    int query = uri.indexOf('?', afterScheme);
    String beforeQuery = query < 0 ? uri : uri.substring(0, query);
    String options = query < 0 ? "" : uri.substring(query + 1);
    int slash = beforeQuery.indexOf('/', afterScheme);
    String server = slash < 0 ? beforeQuery : beforeQuery.substring(0, slash);
    String old = parsed.getDatabase();
    if (old != null && parsed.getCredential() != null && !namesAuthSource(options)) {
      options += (options.isEmpty() ? "" : "&") + "authSource=" + old;
    }
    return server + "/" + database + (options.isEmpty() ? "" : "?" + options);
  }

  /** The driver's own words may repeat a part of the text, and that part may be the password. */
  private static ConnectionString parsed(String uri) {
    try {
      return new ConnectionString(uri);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "Cannot read the connection string: it must look like"
              + " mongodb://localhost:27017/?replicaSet=rs0, with special characters of user and"
              + " password percent-encoded.");
    }
  }

  private static boolean namesAuthSource(String options) {
    for (String option : options.split("[&;]", -1)) {
      if (option.regionMatches(true, 0, "authSource=", 0, "authSource=".length())) {
        return true;
      }
    }
    return false;
  }
}
