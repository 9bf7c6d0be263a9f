package dev.mongostreams.internal.source;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The server's rules for names, told before it is asked. */
public final class Names {
  private static final int MAX_DATABASE_BYTES = 63;

  private Names() {}

  public static void checkCollection(String name) {
    if (name.isEmpty()) {
      throw refused("collection", name, "it is empty");
    }
    if (name.indexOf('\0') >= 0) {
      throw refused("collection", name.replace('\0', '?'), "it contains a NUL character");
    }
    if (name.indexOf('$') >= 0) {
      throw refused("collection", name, "it contains a $");
    }
    if (name.startsWith(".") || name.endsWith(".")) {
      throw refused("collection", name, "it starts or ends with a dot");
    }
  }

  public static void checkDatabase(String name) {
    if (name.isEmpty()) {
      throw refused("database", name, "it is empty");
    }
    if (name.getBytes(UTF_8).length > MAX_DATABASE_BYTES) {
      throw refused("database", name, "it is longer than 63 bytes");
    }
    for (char c : new char[] {'\0', '/', '\\', '.', ' ', '"', '$'}) {
      if (name.indexOf(c) >= 0) {
        throw refused("database", name.replace('\0', '?'), "it contains " + shown(c));
      }
    }
  }

  private static String shown(char c) {
    return switch (c) {
      case '\0' -> "a NUL character";
      case ' ' -> "a space";
      default -> "a " + c;
    };
  }

  private static IllegalArgumentException refused(String kind, String name, String why) {
    return new IllegalArgumentException(
        "Cannot watch the "
            + kind
            + " \""
            + name
            + "\": "
            + why
            + ". Give a name that MongoDB allows.");
  }
}
