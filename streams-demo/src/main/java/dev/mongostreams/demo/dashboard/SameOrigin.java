package dev.mongostreams.demo.dashboard;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may connect: those that were served here. A browser sends along where a page comes
 * from, and to which name it connects. Both must be the same, and the name must be one nobody else
 * can point here: an address, localhost, or the one the user gave. Immutable.
 */
final class SameOrigin {
  /** Numbers and dots, or an address in brackets; a name cannot look like either. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");

  private final String host;

  SameOrigin(String host) {
    this.host = host.toLowerCase(Locale.ROOT);
  }

  /**
   * Returns whether a page may connect.
   *
   * @param origin where the page comes from, as {@code http://localhost:8080}
   * @param connected the Host header, as {@code localhost:8080}
   */
  boolean allows(@Nullable String origin, @Nullable String connected) {
    if (origin == null || connected == null) {
      return false;
    }
    try {
      String from = URI.create(origin.toLowerCase(Locale.ROOT)).getRawAuthority();
      String to = connected.toLowerCase(Locale.ROOT);
      return Objects.equals(from, to) && isOurs(URI.create("http://" + to).getHost());
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private boolean isOurs(@Nullable String name) {
    return name != null
        && (name.equals("localhost") || name.equals(host) || ADDRESS.matcher(name).matches());
  }
}
