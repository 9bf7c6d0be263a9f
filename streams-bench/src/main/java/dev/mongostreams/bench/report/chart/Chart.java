package dev.mongostreams.bench.report.chart;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a chart shows.
 *
 * @param kind how it is drawn
 * @param title what it shows, with its unit
 * @param unit of all values, or an empty text
 * @param ways along the lower axis
 * @param series what is drawn over each of them
 */
public record Chart(Kind kind, String title, String unit, List<String> ways, List<Series> series) {
  private static final double WIDE = 50;

  /** How a chart is drawn. */
  public enum Kind {
    /** A bar up to the median, and a line from the least to the most. */
    BARS,
    /** A point for each percentile, one above the other. */
    POINTS
  }

  /** How the side axis counts. */
  public enum Scale {
    /** Evenly; bars always do, as their lengths are compared. */
    EVEN,
    /** By powers of ten. */
    LOGARITHMIC,
    /** By powers of ten on both sides of zero. */
    TWO_SIDED
  }

  /**
   * A value for each way.
   *
   * @param name as the legend has it
   * @param values in the order of the ways; empty where nothing was measured
   */
  public record Series(String name, List<Optional<Double>> values) {}

  /** How the side axis counts, so that all points can be told apart. */
  public Scale scale() {
    List<Double> values = values().toList();
    double most = values.stream().mapToDouble(Math::abs).max().orElse(0);
    double least = values.stream().mapToDouble(Math::abs).filter(v -> v > 0).min().orElse(most);
    if (kind == Kind.BARS || most <= WIDE * least) {
      return Scale.EVEN;
    }
    return values.stream().allMatch(value -> value > 0) ? Scale.LOGARITHMIC : Scale.TWO_SIDED;
  }

  /** True when there is nothing to see. */
  boolean isFlat() {
    return values().allMatch(value -> value == 0);
  }

  private Stream<Double> values() {
    return series.stream().flatMap(one -> one.values().stream()).flatMap(Optional::stream);
  }
}
