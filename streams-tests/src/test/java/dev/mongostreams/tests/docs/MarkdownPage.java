package dev.mongostreams.tests.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file, as far as its links and its code need it.
 *
 * @param path where it is
 * @param prose its lines outside of code blocks
 * @param blocks its code blocks
 */
record MarkdownPage(Path path, List<String> prose, List<Block> blocks) {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final String INDENT = "    ";
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
  private static final Pattern LINK =
      Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)|(?:href|src)=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
  private static final Pattern NAMED = Pattern.compile(" id=\"([^\"]+)\"");

  /**
   * A code block.
   *
   * @param language what stands behind the fence; empty for none, and for an indented block
   */
  record Block(String language, List<String> lines) {}

  static List<MarkdownPage> all() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(MarkdownPage::isOurs).sorted().map(MarkdownPage::read).toList();
    }
  }

  private static boolean isOurs(Path file) {
    for (Path part : ROOT.relativize(file)) {
      String name = part.toString();
      if (name.equals("target") || name.equals("node_modules") || name.equals(".git")) {
        return false;
      }
    }
    return file.toString().endsWith(".md");
  }

  static MarkdownPage read(Path file) {
    try {
      return of(file, Files.readAllLines(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static MarkdownPage of(Path path, List<String> lines) {
    List<String> prose = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean fenced = line.startsWith("```");
      if (fenced || (line.startsWith(INDENT) && (i == 0 || lines.get(i - 1).isBlank()))) {
        int end = fenced ? closing(lines, i) : endOfIndent(lines, i);
        List<String> code = lines.subList(fenced ? i + 1 : i, end);
        blocks.add(new Block(fenced ? line.substring(3) : "", code));
        i = fenced ? end : end - 1;
      } else {
        prose.add(line);
      }
    }
    return new MarkdownPage(path, List.copyOf(prose), List.copyOf(blocks));
  }

  private static int closing(List<String> lines, int fence) {
    int length = lines.subList(fence + 1, lines.size()).indexOf("```");
    if (length < 0) {
      throw new IllegalArgumentException("the fence of line " + (fence + 1) + " is not closed");
    }
    return fence + 1 + length;
  }

  private static int endOfIndent(List<String> lines, int start) {
    int end = start;
    while (end < lines.size() && lines.get(end).startsWith(INDENT)) {
      end++;
    }
    return end;
  }

  /** What stands between single backticks. */
  List<String> spans() {
    return SPAN.matcher(text()).results().map(span -> span.group(1)).toList();
  }

  /** Where its links lead, as they are written. */
  List<String> links() {
    return LINK.matcher(SPAN.matcher(text()).replaceAll("code"))
        .results()
        .map(MarkdownPage::target)
        .toList();
  }

  private static String target(MatchResult link) {
    return link.group(1) == null ? link.group(2) : link.group(1);
  }

  private String text() {
    return String.join("\n", prose);
  }

  /** Names that a link may have behind its {@code #}: those of headings, as GitHub makes them. */
  Set<String> anchors() {
    Set<String> anchors = new LinkedHashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : prose) {
      HEADING
          .matcher(line)
          .results()
          .map(heading -> anchor(heading.group(1)))
          .forEach(
              name -> {
                int before = seen.merge(name, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? name : name + "-" + before);
              });
      NAMED.matcher(line).results().forEach(named -> anchors.add(named.group(1)));
    }
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{M}\\p{N}_ -]", "")
        .replace(' ', '-');
  }

  /** Its path from the root, for messages. */
  String name() {
    return ROOT.relativize(path.toAbsolutePath().normalize()).toString().replace('\\', '/');
  }
}
