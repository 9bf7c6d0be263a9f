package dev.mongostreams.bench.compare;

import dev.mongostreams.bench.record.Interval;
import dev.mongostreams.bench.report.figure.Figure;
import dev.mongostreams.bench.report.figure.Numbers;
import java.util.Locale;

/**
 * A figure that is not what it was.
 *
 * @param scenario whose ways were asked
 * @param way who was measured
 * @param figure what was measured
 * @param before where it lay
 * @param after where it lies
 */
record Change(String scenario, String way, Figure figure, Interval before, Interval after) {

  /** What a change means. */
  enum Direction {
    WORSE,
    BETTER,
    OTHER
  }

  /** Whether that is good. */
  Direction direction() {
    boolean more = after.median() > before.median();
    return switch (figure.better()) {
      case MORE -> more ? Direction.BETTER : Direction.WORSE;
      case LESS -> more ? Direction.WORSE : Direction.BETTER;
      case UNKNOWN -> Direction.OTHER;
    };
  }

  /** How large it is, by the larger side: 0.5 for half or twice as much, 1 for all from nothing. */
  double size() {
    double larger = Math.max(Math.abs(before.median()), Math.abs(after.median()));
    return Math.abs(after.median() - before.median()) / larger;
  }

  /** One line for people. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%-7s%-16s%-22s%-34s%28s -> %-28s%s",
        direction().name().toLowerCase(Locale.ROOT),
        scenario,
        way,
        figure.heading(),
        written(before),
        written(after),
        percent());
  }

  private String written(Interval seen) {
    return figure.shown(seen.median())
        + " ("
        + Numbers.range(figure.shown(seen.low()), figure.shown(seen.high()))
        + ")";
  }

  private String percent() {
    double part = after.median() / before.median() - 1;
    return before.median() > 0 && after.median() >= 0
        ? String.format(Locale.ROOT, "%+.1f %%", 100 * part)
        : "";
  }
}
