package dev.mongostreams.bench.record;

import java.util.Locale;
import java.util.Optional;

/**
 * A figure to reach. The goal is for the median; what must be is for the end of the interval that
 * is worse.
 *
 * @param what is measured
 * @param seen where it lies, or empty when it was not measured
 * @param goal what we want
 * @param must what has to be
 * @param atLeast true when more is better
 * @param voids how many laps of ours were void: such a gate is not met, whatever the others say
 */
public record Gate(
    String what, Optional<Interval> seen, double goal, double must, boolean atLeast, long voids) {

  /** A figure that must not be below the bound. */
  public static Gate atLeast(String what, Optional<Double> seen, double bound) {
    return new Gate(what, seen.map(Interval::exactly), bound, bound, true, 0);
  }

  /** A figure that must not be above the bound. */
  public static Gate atMost(String what, Optional<Double> seen, double bound) {
    return new Gate(what, seen.map(Interval::exactly), bound, bound, false, 0);
  }

  /** True when the figure is where it has to be; false also when nobody measured it. */
  public boolean met() {
    return voids == 0
        && seen.map(found -> atLeast ? found.low() >= must : found.high() <= must).orElse(false);
  }

  /** True when the median is where we want it, too. */
  public boolean reached() {
    return met()
        && seen.map(found -> atLeast ? found.median() >= goal : found.median() <= goal)
            .orElse(false);
  }

  /** In a word: whether it is met. */
  public String verdict() {
    return seen.isEmpty() && voids == 0
        ? "not measured"
        : reached() ? "met" : met() ? "met, not goal" : "not met";
  }

  /** Where the figure lies, as it is shown. */
  public String figure() {
    String figure = seen.map(Gate::shown).orElse("-");
    return voids == 0 ? figure : figure + ", " + voids + " void";
  }

  /** What is asked for, as it is shown. */
  public String demand() {
    String sign = atLeast ? ">= " : "<= ";
    return goal == must ? sign + shown(must) : sign + shown(must) + ", goal " + shown(goal);
  }

  /** One line: whether it is met, and by how much. */
  public String line() {
    return String.format(Locale.ROOT, "%-15s%-58s%22s  (%s)", verdict(), what, figure(), demand());
  }

  private static String shown(Interval seen) {
    return seen.low() == seen.high()
        ? shown(seen.median())
        : shown(seen.median()) + " (" + range(shown(seen.low()), shown(seen.high())) + ")";
  }

  private static String range(String low, String high) {
    // A minus sign and a hyphen would be hard to tell apart.
    boolean negative = low.startsWith("-") || high.startsWith("-");
    return low + (negative ? " to " : "-") + high;
  }

  private static String shown(double figure) {
    double size = Math.abs(figure);
    // A ratio of 0.006 is not nothing.
    String format = size >= 100 ? "%,.0f" : size == 0 || size >= 0.1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, figure);
  }
}
