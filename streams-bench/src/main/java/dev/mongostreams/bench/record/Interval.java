package dev.mongostreams.bench.record;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Where the middle of something lies that was measured several times: the median, and an interval
 * that holds the true median in at least 95 % of cases whatever the distribution, taken from the
 * order of the figures. With fewer than six figures no interval reaches that; then it is all of
 * them.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param low the lower end of the interval
 * @param high its upper end
 */
public record Interval(double median, double low, double high) {
  private static final double OUTSIDE = 0.05;

  /** Takes the interval of at least one figure. */
  public static Interval of(double... figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int cut = cut(sorted.length);
    return new Interval(Spread.of(figures).median(), sorted[cut], sorted[sorted.length - 1 - cut]);
  }

  /** A figure that is known as it is. */
  public static Interval exactly(double figure) {
    return new Interval(figure, figure, figure);
  }

  /** The same after a change that keeps the order. */
  public Interval map(DoubleUnaryOperator change) {
    return new Interval(
        change.applyAsDouble(median), change.applyAsDouble(low), change.applyAsDouble(high));
  }

  /** How many figures may be left out at each end: the binomial distribution tells. */
  private static int cut(int count) {
    double below = 0;
    double term = Math.pow(0.5, count);
    for (int cut = 0; cut < count; cut++) {
      below += term;
      if (2 * below > OUTSIDE) {
        return Math.max(0, cut - 1);
      }
      term = term * (count - cut) / (cut + 1);
    }
    return 0;
  }
}
