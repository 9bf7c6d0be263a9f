package dev.mongostreams.bench.report;

import java.util.Locale;
import java.util.Optional;

/**
 * A figure to reach.
 *
 * @param what is measured
 * @param seen the figure, or empty when it was not measured
 * @param bound the figure to reach
 * @param atLeast true when more is better
 */
public record Gate(String what, Optional<Double> seen, double bound, boolean atLeast) {

  /** A figure that must not be below the bound. */
  public static Gate atLeast(String what, Optional<Double> seen, double bound) {
    return new Gate(what, seen, bound, true);
  }

  /** A figure that must not be above the bound. */
  public static Gate atMost(String what, Optional<Double> seen, double bound) {
    return new Gate(what, seen, bound, false);
  }

  /** True when the figure is where it should be; false also when nobody measured it. */
  public boolean met() {
    return seen.isPresent() && (atLeast ? seen.get() >= bound : seen.get() <= bound);
  }

  /** One line: whether it is met, and by how much. */
  public String line() {
    String verdict = seen.isEmpty() ? "not measured" : met() ? "met" : "not met";
    return String.format(
        Locale.ROOT,
        "%-13s%-52s%9s  (%s %s)",
        verdict,
        what,
        seen.map(Gate::shown).orElse("-"),
        atLeast ? ">=" : "<=",
        shown(bound));
  }

  private static String shown(double figure) {
    return String.format(Locale.ROOT, figure < 100 ? "%.2f" : "%,.0f", figure);
  }
}
