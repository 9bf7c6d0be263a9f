package dev.mongostreams.demo.example;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a run, and whether they are as promised. For one thread.
 *
 * <pre>{@code
 * return Summary.of(applied, repeated, written - applied)
 *     .lag(watcher.stats().lag().handled())
 *     .figure("browsers", 3)
 *     .promise("rows equal documents", documents, rows);
 * }</pre>
 */
public final class Summary {
  private static final int LABEL = 26;

  private final List<String> rows = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  private Summary() {}

  /**
   * Begins with the three numbers every example has.
   *
   * @param applied changes whose effect is there
   * @param repeated changes that came again, or whose effect did
   * @param lost changes that were written and did not come; promised to be 0
   * @return a summary to add to
   */
  public static Summary of(long applied, long repeated, long lost) {
    return new Summary()
        .figure("applied", applied)
        .figure("repeated", repeated)
        .promise("lost", 0, lost);
  }

  /**
   * Adds how far the watcher was behind at the end.
   *
   * @param behind the handled lag, or null when it is not known
   * @return this summary
   */
  public Summary lag(@Nullable Duration behind) {
    return figure("lag", behind == null ? "unknown" : behind.toSeconds() + " s");
  }

  /**
   * Adds a whole number.
   *
   * @param label what was counted
   * @param count how many
   * @return this summary
   */
  public Summary figure(String label, long count) {
    return figure(label, grouped(count));
  }

  /**
   * Adds a figure with its unit, or any short text.
   *
   * @param label what was measured
   * @param text the figure as it is shown
   * @return this summary
   */
  public Summary figure(String label, String text) {
    rows.add(String.format(Locale.ROOT, "  %-" + LABEL + "s%14s", label, text));
    return this;
  }

  /**
   * Adds a number that was promised. A run with another one ends with exit code 1.
   *
   * @param label what was counted
   * @param expected how many there must be
   * @param found how many there are
   * @return this summary
   */
  public Summary promise(String label, long expected, long found) {
    if (expected != found) {
      broken.add(label + ": " + grouped(found) + " instead of " + grouped(expected));
    }
    return figure(label, found);
  }

  /**
   * Returns whether each promise was kept.
   *
   * @return false when one was not
   */
  public boolean asPromised() {
    return broken.isEmpty();
  }

  /** The promises that were not kept, each with both numbers. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  /** The summary as it is printed. */
  List<String> lines(String name, Duration elapsed) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(String.format(Locale.ROOT, "%s, %.1f s:", name, elapsed.toMillis() / 1000.0));
    lines.addAll(rows);
    lines.add(asPromised() ? "The numbers are as promised." : "The numbers are not as promised.");
    return lines;
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
