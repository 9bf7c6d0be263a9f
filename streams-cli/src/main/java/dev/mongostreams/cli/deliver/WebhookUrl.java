package dev.mongostreams.cli.deliver;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where changes are posted to. Path and query may hold a secret, so {@link #origin} alone is ever
 * told.
 *
 * @param uri the whole of it
 */
record WebhookUrl(URI uri) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int MOST_PORT = 65_535;

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when nothing can be posted there
   */
  static WebhookUrl parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException malformed) {
      // Without the cause: it repeats the text.
      throw refused("it is not a URL from character " + (malformed.getIndex() + 1) + " on");
    }
    String hindrance = hindrance(uri);
    if (hindrance != null) {
      throw refused(hindrance);
    }
    return new WebhookUrl(URI.create(uri.toASCIIString()));
  }

  private static @Nullable String hindrance(URI uri) {
    String scheme = uri.getScheme();
    if (scheme == null || !(scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))) {
      return "it begins neither with https:// nor with http://";
    }
    if (uri.getRawUserInfo() != null) {
      return "it has a user before the host, and nobody would be told of it: sign what is sent by"
          + " --webhook-secret-file";
    }
    if (uri.getHost() == null) {
      return "it names no host, or one with a character that none may have, as _";
    }
    if (uri.getPort() == 0 || uri.getPort() > MOST_PORT) {
      return "its port is not from 1 to " + MOST_PORT;
    }
    return uri.getRawFragment() == null
        ? null
        : "it has a fragment behind a #, which is never sent";
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        "Cannot post to the URL of --webhook: "
            + why
            + ". Write it as https://host/path, with special characters percent-encoded.");
  }

  /** What may be told of it. */
  String origin() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port;
  }

  /** True when what is sent can be read on its way. */
  boolean isOpen() {
    return uri.getScheme().equalsIgnoreCase("http") && !LOOPBACK.contains(uri.getHost());
  }
}
