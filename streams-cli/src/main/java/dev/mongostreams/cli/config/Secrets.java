package dev.mongostreams.cli.config;

import java.util.Set;
import java.util.regex.Pattern;

/** Hides what a connection string may hold. */
final class Secrets {
  private static final String HIDDEN = "***";

  /** Up to the last @: a password that is not encoded may have one. */
  private static final Pattern USER = Pattern.compile("(mongodb(?:\\+srv)?://).*@", Pattern.DOTALL);

  /** Where a connection string may stand: its scheme may be mistyped, and then it is still one. */
  private static final Set<String> CONNECTIONS = Set.of("uri", "checkpoint-store");

  private static final Pattern ANYBODY =
      Pattern.compile("^(mongodb(?:\\+srv)?://)?.*@", Pattern.DOTALL);

  private static final Pattern PARAMETER =
      Pattern.compile(
          "([?&](?:authMechanismProperties|[^=&]*(?:password|token|secret)[^=&]*)=)[^&]*",
          Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  static String hidden(String name, String value) {
    Pattern user = CONNECTIONS.contains(name) ? ANYBODY : USER;
    String nobody = user.matcher(value).replaceAll("$1" + HIDDEN + "@");
    return PARAMETER.matcher(nobody).replaceAll("$1" + HIDDEN);
  }
}
