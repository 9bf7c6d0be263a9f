package dev.mongostreams.cli.config;

import java.util.regex.Pattern;

/** Hides what a connection string may hold. */
final class Secrets {
  private static final String HIDDEN = "***";

  /** Up to the last @: a password that is not encoded may have one. */
  private static final Pattern USER = Pattern.compile("(mongodb(?:\\+srv)?://).*@");

  private static final Pattern PARAMETER =
      Pattern.compile(
          "([?&](?:authMechanismProperties|[^=&]*(?:password|token|secret)[^=&]*)=)[^&]*",
          Pattern.CASE_INSENSITIVE);

  private Secrets() {}

  static String hidden(String value) {
    String nobody = USER.matcher(value).replaceAll("$1" + HIDDEN + "@");
    return PARAMETER.matcher(nobody).replaceAll("$1" + HIDDEN);
  }
}
