package dev.mongostreams.bench.report.figure;

/**
 * How a figure of recordings is shown.
 *
 * @param name in recordings
 * @param title for people
 * @param unit as it is shown, or an empty text
 * @param divisor what a recorded value is divided by to have that unit
 * @param better where better values lie
 * @param look what kind of a figure it is
 */
public record Figure(
    String name, String title, String unit, double divisor, Better better, Look look) {

  /** Where better values lie. */
  public enum Better {
    /** The more, the better. */
    MORE,
    /** The less, the better. */
    LESS,
    /** Nobody can say. */
    UNKNOWN
  }

  /** What kind of a figure it is. */
  public enum Look {
    /** Measured, and drawn as a bar for each way. */
    BARS,
    /** Measured, and drawn together with other percentiles of its kind. */
    PERCENTILE,
    /** Measured, and only in tables. */
    PLAIN,
    /** Counted, and drawn as bars when there is something to see. */
    COUNTED,
    /** Counted, and only in tables. */
    COUNTED_PLAIN
  }

  /** A figure that the catalogue does not know: its name is all there is. */
  static Figure unknown(String name) {
    return new Figure(name, name, "", 1, Better.UNKNOWN, Look.PLAIN);
  }

  /** The title, with the unit behind it. */
  public String heading() {
    return unit.isEmpty() ? title : title + ", " + unit;
  }

  /** A recorded value in the unit. */
  public double scaled(double recorded) {
    return recorded / divisor;
  }

  /** A recorded value as it is written, without its unit. */
  public String shown(double recorded) {
    return Numbers.shown(scaled(recorded));
  }

  /** A recorded value as it is written, with its unit. */
  public String withUnit(double recorded) {
    return unit.isEmpty() ? shown(recorded) : shown(recorded) + " " + unit;
  }

  /** True for what is counted and not measured. */
  public boolean counted() {
    return look == Look.COUNTED || look == Look.COUNTED_PLAIN;
  }

  /** True when a single one more matters, as with an event that was lost. */
  public boolean everyOneMatters() {
    return look == Look.COUNTED && better == Better.LESS;
  }
}
