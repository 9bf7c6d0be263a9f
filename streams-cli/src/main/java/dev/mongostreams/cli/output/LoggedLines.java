package dev.mongostreams.cli.output;

import java.io.Writer;
import java.util.List;
import org.slf4j.Logger;

/** Turns what is written into events of the log, one for each line. */
final class LoggedLines extends Writer {
  /** How notices begin that somebody should look at though the program goes on. */
  private static final List<String> WARNINGS =
      List.of(
          "warning: ",
          "gap: ",
          "saving the checkpoint failed",
          "no progress on ",
          "history: ",
          "not delivered",
          "failed: ",
          "put away as a dead letter");

  private final Logger log;
  private final StringBuilder line = new StringBuilder();

  LoggedLines(Logger log) {
    this.log = log;
  }

  @Override
  public void write(char[] from, int offset, int length) {
    synchronized (line) {
      for (int i = offset; i < offset + length; i++) {
        if (from[i] == '\n') {
          end();
        } else if (from[i] != '\r') {
          line.append(from[i]);
        }
      }
    }
  }

  /** An error begins with the program's name, and what belongs to it is indented. */
  private void end() {
    String text = line.toString();
    line.setLength(0);
    if (text.startsWith("streams: ") || isIndented(text)) {
      log.error("{}", text.strip());
    } else if (WARNINGS.stream().anyMatch(text::startsWith)) {
      log.warn("{}", text);
    } else if (!text.isBlank()) {
      log.info("{}", text);
    }
  }

  private static boolean isIndented(String text) {
    return !text.isBlank() && Character.isWhitespace(text.charAt(0));
  }

  @Override
  public void flush() {
    // A line is written when it ends.
  }

  @Override
  public void close() {
    // Stderr is not ours to close.
  }
}
