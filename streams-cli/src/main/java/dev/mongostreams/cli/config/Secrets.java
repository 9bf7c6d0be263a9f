package dev.mongostreams.cli.config;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides what connection strings, URLs and commands may hold. */
final class Secrets {
  private static final String HIDDEN = "***";

  /** Up to the last @: a password that is not encoded may have one. */
  private static final Pattern USER = Pattern.compile("(mongodb(?:\\+srv)?://).*@", Pattern.DOTALL);

  /** Where a connection string may stand: its scheme may be mistyped, and then it is still one. */
  private static final Set<String> CONNECTIONS = Set.of("uri", "checkpoint-store", "dead-letters");

  private static final Pattern ANYBODY =
      Pattern.compile("^(mongodb(?:\\+srv)?://)?.*@", Pattern.DOTALL);

  private static final Pattern PARAMETER =
      Pattern.compile(
          "([?&](?:authMechanismProperties|[^=&]*(?:password|token|secret)[^=&]*)=)[^&]*",
          Pattern.CASE_INSENSITIVE);

  /** Path and query of a webhook are what its receiver knows us by. */
  private static final Pattern BEHIND_THE_HOST =
      Pattern.compile("^(https?://)?(?:[^/?#]*@)?([^/?#]*)(?:[/?#].*)?$", Pattern.DOTALL);

  /** An assignment may stand before the command, and what it assigns may be a secret as well. */
  private static final Pattern FIRST_WORD =
      Pattern.compile("^\\s*([^\\s=]*)(?:(=)|\\s+(?=\\S)).*$", Pattern.DOTALL);

  private Secrets() {}

  static String hidden(String name, String value) {
    if (name.equals("exec")) {
      Matcher command = FIRST_WORD.matcher(value);
      return command.matches()
          ? command.group(1) + (command.group(2) == null ? " " : "=") + HIDDEN
          : value;
    }
    if (name.equals("webhook")) {
      return BEHIND_THE_HOST.matcher(value).replaceAll("$1$2/" + HIDDEN);
    }
    Pattern user = CONNECTIONS.contains(name) ? ANYBODY : USER;
    String nobody = user.matcher(value).replaceAll("$1" + HIDDEN + "@");
    return PARAMETER.matcher(nobody).replaceAll("$1" + HIDDEN);
  }
}
