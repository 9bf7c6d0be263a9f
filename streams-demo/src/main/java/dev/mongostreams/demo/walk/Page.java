package dev.mongostreams.demo.walk;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays the walk out for a reader: plain ASCII, no colours, 80 columns where the code allows. For
 * one thread.
 */
final class Page {
  private static final int WIDTH = 80;

  /** Code may be this wide, and so may what came out. */
  private static final int WIDEST = 100;

  private static final int LABEL = 8;

  private final PrintWriter out;

  Page(PrintWriter out) {
    this.out = out;
  }

  void heading(int number, int total, Step step) {
    String left = number + "/" + total + "  " + step.title();
    String right = "guide: " + step.section();
    rule();
    out.println(left + " ".repeat(Math.max(2, WIDTH - left.length() - right.length())) + right);
    rule();
  }

  void rule() {
    out.println("=".repeat(WIDTH));
  }

  void paragraph(String text) {
    wrapped(text, "");
    out.println();
    out.flush();
  }

  /** Prints text broken between words; all lines but the first begin with the indent. */
  void wrapped(String text, String indent) {
    broken(text, WIDTH, indent).forEach(out::println);
    out.flush();
  }

  void code(Region region) {
    region.lines().forEach(line -> out.println(("    " + line).stripTrailing()));
    out.println();
  }

  /** Prints what came out, behind a word that says what it is. */
  void entry(String label, String text) {
    String shown = label;
    for (String line : text.lines().toList()) {
      for (String part : broken(line, WIDEST - LABEL, "  ")) {
        out.println(String.format("%-" + LABEL + "s", shown) + part);
        shown = "";
      }
    }
    out.flush();
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  private static List<String> broken(String text, int width, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(indent).append(word);
      } else {
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
