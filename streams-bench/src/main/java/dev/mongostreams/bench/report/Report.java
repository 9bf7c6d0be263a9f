package dev.mongostreams.bench.report;

import dev.mongostreams.bench.record.Gate;
import dev.mongostreams.bench.record.Spread;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints results as a table, for people. */
public final class Report {
  private static final String LINE = "%-12s%-24s%24s%9s%9s%14s%12s%n";

  private final Results results;
  private final PrintWriter out;

  /** Makes a report on results. */
  public Report(Results results, PrintWriter out) {
    this.results = results;
    this.out = out;
  }

  /** Prints a line for each reader and handler that was run. Limit and driver are its baselines. */
  public void table(List<String> readers, List<Integer> handlers, String limit, String driver) {
    out.printf(
        LINE,
        "handler",
        "reader",
        "events/s (min-max)",
        "/limit",
        "/driver",
        "bytes/event",
        "cpu us/ev");
    for (int handler : handlers) {
      for (String reader : readers) {
        line(reader, handler, limit, driver);
      }
    }
    out.flush();
  }

  private void line(String reader, int handler, String limit, String driver) {
    Optional<Spread> rate = results.spread(reader, handler, Run::rate);
    if (rate.isEmpty()) {
      return;
    }
    Spread events = rate.get();
    out.printf(
        Locale.ROOT,
        LINE,
        handler == 0 ? "none" : handler + " us",
        reader,
        String.format(
            Locale.ROOT,
            "%,.0f (%.1f-%.1f k)",
            events.median(),
            events.least() / 1e3,
            events.most() / 1e3),
        ratio(reader, limit, handler),
        ratio(reader, driver, handler),
        median(results.spread(reader, handler, Run::bytesPerEvent), "%,.0f"),
        median(results.spread(reader, handler, Run::cpuMicrosPerEvent), "%.1f"));
  }

  private String ratio(String reader, String to, int handler) {
    return results
        .ratio(reader, to, handler)
        .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
        .orElse("-");
  }

  private static String median(Optional<Spread> spread, String format) {
    return spread.map(one -> String.format(Locale.ROOT, format, one.median())).orElse("-");
  }

  /** Prints what one thread can reach with each handler that takes time, and what we reach. */
  public void ceilings(List<Integer> handlers, String ours, String driver) {
    for (int handler : handlers) {
      Optional<Double> ceiling = results.ceiling(driver, handler);
      Optional<Double> reached = results.ratio(ours, driver, handler);
      if (ceiling.isPresent() && reached.isPresent()) {
        out.printf(
            Locale.ROOT,
            "A handler of %d us on one thread cannot pass %.2f of the driver here; %s is at %.2f of"
                + " that.%n",
            handler,
            ceiling.get(),
            ours,
            reached.get() / ceiling.get());
      }
    }
    out.flush();
  }

  /** Prints a line for each gate. */
  public void gates(List<Gate> gates) {
    out.println();
    gates.forEach(gate -> out.println(gate.line()));
    out.flush();
  }
}
