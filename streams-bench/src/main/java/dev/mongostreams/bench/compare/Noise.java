package dev.mongostreams.bench.compare;

import dev.mongostreams.bench.record.Interval;

/**
 * Tells a change from noise. Each side is the interval that holds its median in 95 % of cases.
 * Those of two sides that are alike are apart by chance in less than one case of a hundred from
 * five laps a side on, but in one of ten with three; then they have to be further apart than either
 * is wide.
 */
final class Noise {
  /** In words, for whoever reads a comparison. */
  static final String RULE =
      "A figure has changed when its 95 % intervals do not overlap and its medians are 2 % apart. With"
          + " three or four laps the intervals must be further apart than either is wide; with fewer"
          + " nothing is said. Lost or out of order: from none in any lap to some, or back, is a"
          + " change, however many laps there are.";

  private static final int ENOUGH_LAPS = 5;
  private static final int LEAST_LAPS = 3;
  private static final double WORTH_TELLING = 0.02;

  private Noise() {}

  /** True when so many laps a side can say anything. */
  static boolean canSay(int laps) {
    return laps >= LEAST_LAPS;
  }

  /** True when the difference is more than noise; the smaller number of laps counts. */
  static boolean exceeded(Interval before, Interval after, int laps) {
    double gap = Math.max(after.low() - before.high(), before.low() - after.high());
    double width = Math.max(before.high() - before.low(), after.high() - after.low());
    double change = Math.abs(after.median() - before.median());
    double size = Math.abs(before.median());
    return canSay(laps)
        && gap > (laps >= ENOUGH_LAPS ? 0 : width)
        && change >= WORTH_TELLING * size;
  }
}
