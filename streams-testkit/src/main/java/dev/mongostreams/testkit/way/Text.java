package dev.mongostreams.testkit.way;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Other programs' words, cut down to what fits into an error. */
public final class Text {
  private static final int LINE_LIMIT = 300;
  private static final int TAIL_LINES = 3;

  private Text() {}

  /**
   * Says what a failure was.
   *
   * @param failure its innermost cause speaks
   * @return one line
   */
  public static String oneLine(@Nullable Throwable failure) {
    Throwable innermost = failure;
    while (innermost != null && innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost == null
        ? "no reason given"
        : cut(innermost.toString().replaceAll("\\s+", " "));
  }

  /**
   * Returns the last line.
   *
   * @param text any text
   * @return one line
   */
  public static String lastLine(String text) {
    return cut(text.strip().lines().reduce("no output", (before, line) -> line));
  }

  /**
   * Returns the last few lines, each on a line of its own.
   *
   * @param text a log
   * @return a text that starts with a line break
   */
  public static String tail(String text) {
    List<String> lines = text.strip().lines().toList();
    StringBuilder tail = new StringBuilder();
    for (String line : lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())) {
      tail.append(System.lineSeparator()).append(cut(line));
    }
    return tail.toString();
  }

  private static String cut(String line) {
    return line.length() <= LINE_LIMIT ? line : line.substring(0, LINE_LIMIT) + "...";
  }
}
