package dev.mongostreams.demo.walk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a source file between {@code // region name} and {@code // endregion}, shown to readers
 * as it runs. Immutable.
 *
 * @param lines its lines, moved to the left margin
 */
public record Region(List<String> lines) {
  private static final String START = "// region ";
  private static final String END = "// endregion";

  /**
   * Reads a region of the source that lies beside a class.
   *
   * @param type a top-level class
   * @param name the region's name
   * @return the region
   * @throws IllegalArgumentException when there is no source, or no such region in it
   */
  public static Region of(Class<?> type, String name) {
    String file = type.getSimpleName() + ".java";
    try (InputStream source = type.getResourceAsStream(file)) {
      if (source == null) {
        throw new IllegalArgumentException(
            "Cannot show region "
                + name
                + " of "
                + file
                + ": the source is not on the class path.");
      }
      return of(new String(source.readAllBytes(), StandardCharsets.UTF_8), file, name);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Reads a region of a source text.
   *
   * @param source the text of the file
   * @param file its name, for messages
   * @param name the region's name
   * @return the region
   * @throws IllegalArgumentException when it is missing, empty, not closed, or holds another one
   */
  public static Region of(String source, String file, String name) {
    List<String> lines = source.lines().toList();
    int start = lines.stream().map(String::strip).toList().indexOf(START + name);
    if (start < 0) {
      throw refused(name, file, "there is no line \"" + START + name + "\"");
    }
    List<String> body = new ArrayList<>();
    for (String line : lines.subList(start + 1, lines.size())) {
      String text = line.strip();
      if (text.equals(END)) {
        return new Region(atTheMargin(name, file, body));
      }
      if (text.startsWith(START)) {
        throw refused(name, file, "another region starts in it");
      }
      body.add(line);
    }
    throw refused(name, file, "it has no line \"" + END + "\"");
  }

  private static List<String> atTheMargin(String name, String file, List<String> body) {
    int indent =
        body.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElseThrow(() -> refused(name, file, "it is empty"));
    List<String> lines = new ArrayList<>();
    body.forEach(line -> lines.add(line.isBlank() ? "" : line.substring(indent)));
    while (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return List.copyOf(lines);
  }

  private static IllegalArgumentException refused(String name, String file, String why) {
    return new IllegalArgumentException(
        "Cannot show region " + name + " of " + file + ": " + why + ".");
  }
}
