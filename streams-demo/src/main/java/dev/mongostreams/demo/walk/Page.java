package dev.mongostreams.demo.walk;

import java.io.PrintWriter;
import java.util.List;

/**
 * Lays the walk out for a reader: plain ASCII, no colours, 80 columns where the code allows. For
 * one thread.
 */
final class Page {
  private static final int WIDTH = 80;

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
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
        out.println(line);
        line.setLength(0);
        line.append(indent).append(word);
      } else {
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
    }
    out.println(line);
    out.flush();
  }

  void code(Region region) {
    region.lines().forEach(line -> out.println(("    " + line).stripTrailing()));
    out.println();
  }

  /** Prints what came out, behind a word that says what it is. */
  void entry(String label, String text) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      out.println(String.format("%-7s ", i == 0 ? label : "") + lines.get(i));
    }
    out.flush();
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }
}
