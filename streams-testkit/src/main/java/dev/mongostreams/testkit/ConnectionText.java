package dev.mongostreams.testkit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoCredential;
import java.util.Locale;

/** Connection strings as text: the driver can read them but not write them. */
final class ConnectionText {
  private ConnectionText() {}

  static String withDatabase(String uri, String database) {
    ConnectionString parsed = new ConnectionString(uri);
    int hosts = uri.indexOf("//") + 2;
    int options = uri.indexOf('?');
    int head = options < 0 ? uri.length() : options;
    int slash = uri.lastIndexOf('/', head - 1);
    String start = slash < hosts ? uri.substring(0, head) : uri.substring(0, slash);
    String rest = options < 0 ? "" : uri.substring(options);
    return start + "/" + database + rest + authSource(parsed, rest);
  }

  // Without one, the server would look for the user in the database of the path.
  private static String authSource(ConnectionString parsed, String options) {
    MongoCredential credential = parsed.getCredential();
    if (credential == null || options.toLowerCase(Locale.ROOT).contains("authsource=")) {
      return "";
    }
    return (options.isEmpty() ? "?" : "&") + "authSource=" + credential.getSource();
  }
}
