package dev.mongostreams.demo.postgres;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a PostgreSQL is, and who asks: {@code postgresql://user:password@host:5432/database}, or
 * the same as a JDBC URL, {@code jdbc:postgresql://host:5432/database?user=...}. Options of the
 * JDBC driver may follow in both, as {@code ?currentSchema=ai}. Immutable. Its text is without
 * credentials.
 */
public final class PostgresUrl {
  private static final String HOST = "(?:[\\w.-]+|\\[[0-9a-fA-F:.]+])(?::\\d{1,5})?";

  /** The driver's own parser logs what it cannot read, and that may be the password. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://(?:([^:@/?\\s]*)(?::([^@/?\\s]*))?@)?("
              + HOST
              + "(?:,"
              + HOST
              + ")*)(?:/([^/?@\\s]*))?(?:\\?(\\S*))?");

  private static final String SCHEMA = "currentSchema=";

  private final @Nullable String user;
  private final @Nullable String password;
  private final String hosts;
  private final String database;
  private final String options;

  private PostgresUrl(
      @Nullable String user,
      @Nullable String password,
      String hosts,
      String database,
      String options) {
    this.user = user;
    this.password = password;
    this.hosts = hosts;
    this.database = database;
    this.options = options;
  }

  /**
   * Reads a URL.
   *
   * @param text what somebody has written
   * @return where that is
   * @throws IllegalArgumentException when it is malformed; the message repeats nothing of it
   */
  public static PostgresUrl parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw malformed();
    }
    PostgresUrl parsed =
        new PostgresUrl(
            decoded(form.group(1)),
            decoded(form.group(2)),
            form.group(3),
            form.group(4) == null ? "" : form.group(4),
            form.group(5) == null ? "" : form.group(5));
    parsed.source(); // reads the options
    return parsed;
  }

  private static @Nullable String decoded(@Nullable String text) {
    try {
      // A plus sign is itself here; it stands for a space only in forms of web pages.
      return text == null
          ? null
          : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException unreadable) {
      throw malformed();
    }
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "it must look like postgresql://user:password@localhost:5432/database or"
            + " jdbc:postgresql://localhost:5432/database?user=name; in a password write %40 for @.");
  }

  /**
   * Names another schema to look for tables in.
   *
   * @param schema its name
   * @return the same, but for this
   */
  public PostgresUrl inSchema(String schema) {
    String others =
        Arrays.stream(options.split("&"))
            .filter(option -> !option.isEmpty() && !option.startsWith(SCHEMA))
            .collect(Collectors.joining("&"));
    String all = (others.isEmpty() ? "" : others + "&") + SCHEMA + encoded(schema);
    return new PostgresUrl(user, password, hosts, database, all);
  }

  /**
   * Writes it out, credentials included.
   *
   * @return a text that {@link #parse} reads; not for a log
   */
  public String withCredentials() {
    String who =
        Stream.of(user, password)
            .filter(part -> part != null)
            .map(PostgresUrl::encoded)
            .collect(Collectors.joining(":"));
    return "postgresql://" + (user == null ? "" : who + "@") + address();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String address() {
    return hosts + "/" + database + (options.isEmpty() ? "" : "?" + options);
  }

  /** Single connections. What the server says is told without the values in its details. */
  PGSimpleDataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    try {
      source.setUrl("jdbc:postgresql://" + address());
    } catch (IllegalArgumentException unreadable) {
      throw malformed();
    }
    if (user != null) {
      source.setUser(user);
    }
    if (password != null) {
      source.setPassword(password);
    }
    source.setLogServerErrorDetail(false);
    return source;
  }

  /** Where it is, without who and how. */
  @Override
  public String toString() {
    return database.isEmpty() ? hosts : hosts + "/" + database;
  }
}
