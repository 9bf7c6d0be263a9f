package dev.mongostreams.letters;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an exception says, without what an exception should not say. */
final class FailureText {
  private static final int MOST_CHARACTERS = 1000;
  private static final int MOST_CAUSES = 5;

  private static final Pattern CREDENTIALS = Pattern.compile("://[^/\\s]*@");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

  private FailureText() {}

  /** The text of a failure and of its causes, the outermost first. */
  static String of(Throwable thrown) {
    StringBuilder text = new StringBuilder(clean(thrown.getMessage()));
    Throwable cause = thrown.getCause();
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      text.append(text.length() == 0 ? "" : "; ")
          .append("caused by ")
          .append(cause.getClass().getName());
      String said = clean(cause.getMessage());
      text.append(said.isEmpty() ? "" : ": ").append(said);
      cause = cause.getCause();
    }
    return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text.toString();
  }

  private static String clean(@Nullable String message) {
    if (message == null) {
      return "";
    }
    // From the first brace to the last: documents nest, and an end may be cut off.
    int from = message.indexOf('{');
    int to = message.lastIndexOf('}');
    String whole =
        from < 0
            ? message
            : message.substring(0, from) + "{...}" + (to < from ? "" : message.substring(to + 1));
    return CONTROL
        .matcher(CREDENTIALS.matcher(whole).replaceAll("://<hidden>@"))
        .replaceAll(" ")
        .strip();
  }
}
