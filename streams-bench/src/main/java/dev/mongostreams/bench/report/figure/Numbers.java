package dev.mongostreams.bench.report.figure;

import java.util.Locale;

/** Writes numbers with as many digits as one can use. */
public final class Numbers {
  private Numbers() {}

  /** A whole number as it is, any other with about three digits. */
  public static String shown(double value) {
    double size = Math.abs(value);
    String format = size >= 100 || value == Math.rint(value) ? "%,.0f" : digits(size);
    String text = String.format(Locale.ROOT, format, value);
    return text.matches("-0[.0]*") ? text.substring(1) : text;
  }

  private static String digits(double size) {
    return size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
  }

  /** A range, or one number when both ends are written alike. */
  public static String range(String low, String high) {
    // Two minus signs and a dash would be hard to read.
    boolean negative = low.startsWith("-") || high.startsWith("-");
    return low.equals(high) ? low : low + (negative ? " to " : "–") + high;
  }
}
