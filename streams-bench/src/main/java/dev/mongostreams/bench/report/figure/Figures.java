package dev.mongostreams.bench.report.figure;

import dev.mongostreams.bench.report.figure.Figure.Better;
import dev.mongostreams.bench.report.figure.Figure.Look;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The catalogue of figures, in the order of tables. A figure that is missing here is shown by its
 * name, behind the others.
 */
public final class Figures {
  private static final double MICROS_PER_MS = 1_000;

  private static final List<Figure> KNOWN =
      List.of(
          of("rate", "rate", "events/s", Better.MORE, Look.BARS),
          of("bytesPerKept", "bytes received for an event kept", "B", Better.LESS, Look.BARS),
          of("bytesPerEvent", "allocated for an event", "B", Better.LESS, Look.PLAIN),
          of("cpuMicrosPerEvent", "processor time for an event", "µs", Better.LESS, Look.PLAIN),
          micros("dueP50Micros", "since due, p50"),
          micros("dueP90Micros", "since due, p90"),
          micros("dueP99Micros", "since due, p99"),
          micros("ackP50Micros", "since acknowledged, p50"),
          micros("ackP90Micros", "since acknowledged, p90"),
          micros("ackP99Micros", "since acknowledged, p99"),
          new Figure(
              "firstMicros",
              "from the start to the first change",
              "ms",
              MICROS_PER_MS,
              Better.LESS,
              Look.BARS),
          of("smallestMib", "smallest heap", "MiB", Better.LESS, Look.BARS),
          of("kib", "heap of one watcher", "KiB", Better.LESS, Look.BARS),
          of("mib", "heap", "MiB", Better.LESS, Look.BARS),
          of("firstKib", "the same, first time", "KiB", Better.LESS, Look.PLAIN),
          of("firstMib", "the same, first time", "MiB", Better.LESS, Look.PLAIN),
          of("saysMib", "bytes in flight, as it says", "MiB", Better.UNKNOWN, Look.PLAIN),
          of("inFlightMib", "bytes in flight at most", "MiB", Better.LESS, Look.BARS),
          of("serverMib", "kept by the server at most", "MiB", Better.LESS, Look.BARS),
          of("handled", "handled", "", Better.UNKNOWN, Look.COUNTED_PLAIN),
          of("largestBytes", "largest payload", "B", Better.MORE, Look.BARS),
          of("written", "written", "", Better.UNKNOWN, Look.COUNTED_PLAIN),
          of("sentAway", "sent while away", "", Better.UNKNOWN, Look.COUNTED_PLAIN),
          of("lost", "lost", "", Better.LESS, Look.COUNTED),
          of("repeated", "repeated", "", Better.LESS, Look.COUNTED_PLAIN),
          of("cuts", "cut by the server", "", Better.LESS, Look.COUNTED_PLAIN),
          of("outOfOrder", "out of order", "", Better.LESS, Look.COUNTED));

  private Figures() {}

  private static Figure of(String name, String title, String unit, Better better, Look look) {
    return new Figure(name, title, unit, 1, better, look);
  }

  private static Figure micros(String name, String title) {
    return new Figure(name, title, "ms", MICROS_PER_MS, Better.LESS, Look.PERCENTILE);
  }

  /** How a figure is shown. */
  public static Figure of(String name) {
    return KNOWN.stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseGet(() -> Figure.unknown(name));
  }

  /** The figures of these names in the order of tables, unknown ones last and by name. */
  public static List<Figure> of(Collection<String> names) {
    return names.stream()
        .map(Figures::of)
        .sorted(Comparator.comparingInt(Figures::place).thenComparing(Figure::name))
        .toList();
  }

  private static int place(Figure figure) {
    int place = KNOWN.indexOf(figure);
    return place < 0 ? KNOWN.size() : place;
  }
}
