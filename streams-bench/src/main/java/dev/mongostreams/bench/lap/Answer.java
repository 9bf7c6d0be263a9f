package dev.mongostreams.bench.lap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a lap says at its end: figures by name, on one line of its output. Whatever else it or its
 * libraries print there is not for us.
 */
public final class Answer {
  private static final String MARK = "LAP";
  private static final String VOID = "void";

  private final Map<String, Double> figures = new LinkedHashMap<>();
  private String fault = "";

  /** Adds a figure. */
  public Answer figure(String name, double value) {
    figures.put(name, value);
    return this;
  }

  /** Says why the figures mean nothing; an empty text says that they do. */
  public Answer fault(String why) {
    fault = why;
    return this;
  }

  /** Figures by name. */
  public Map<String, Double> figures() {
    return Map.copyOf(figures);
  }

  /** Why the figures mean nothing, or an empty text. */
  public String fault() {
    return fault;
  }

  /** The line that says it. */
  public String line() {
    StringBuilder line = new StringBuilder(MARK);
    figures.forEach((name, value) -> line.append(' ').append(name).append('=').append(value));
    // Last, since it has spaces.
    return fault.isEmpty() ? line.toString() : line + " " + VOID + "=" + fault;
  }

  /** Reads a line; empty when it says something else. */
  public static Optional<Answer> read(String line) {
    if (!line.startsWith(MARK + " ")) {
      return Optional.empty();
    }
    Answer answer = new Answer();
    String rest = line.substring(MARK.length() + 1);
    int fault = rest.indexOf(VOID + "=");
    if (fault >= 0) {
      answer.fault(rest.substring(fault + VOID.length() + 1));
      rest = rest.substring(0, fault);
    }
    for (String figure : rest.trim().split(" ", -1)) {
      int equals = figure.indexOf('=');
      if (equals > 0) {
        answer.figure(
            figure.substring(0, equals), Double.parseDouble(figure.substring(equals + 1)));
      }
    }
    return Optional.of(answer);
  }
}
