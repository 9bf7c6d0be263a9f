package dev.mongostreams.bench.report;

import dev.mongostreams.bench.record.Gate;
import dev.mongostreams.bench.record.Spread;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The rates of several ways to do the same, taken side by side: the ways take turns in an order
 * that rotates, so that all meet the same disturbances.
 *
 * @param <W> names the ways
 * @param spreads events a second, in the order of the ways
 */
public record Rates<W extends Enum<W>>(Map<W, Spread> spreads) {

  /** One run of one way. */
  @FunctionalInterface
  public interface Turn<W> {
    /** Returns its events a second; empty when the run is void. */
    OptionalDouble rate(W way) throws InterruptedException;
  }

  /** Runs all ways in so many rounds, and in one before them that warms up and does not count. */
  public static <W extends Enum<W>> Rates<W> take(
      Class<W> ways, int rounds, Turn<W> turn, Consumer<String> tell) throws InterruptedException {
    Map<W, List<Double>> rates = new EnumMap<>(ways);
    List<W> order = new ArrayList<>(Arrays.asList(ways.getEnumConstants()));
    for (int round = 0; round <= rounds; round++) {
      for (W way : order) {
        OptionalDouble rate = turn.rate(way);
        if (round > 0 && rate.isPresent()) {
          rates.computeIfAbsent(way, any -> new ArrayList<>()).add(rate.getAsDouble());
        }
      }
      tell.accept(round == 0 ? "warmed up" : "round " + round + " of " + rounds);
      Collections.rotate(order, 1);
    }
    Map<W, Spread> spreads = new EnumMap<>(ways);
    rates.forEach(
        (way, all) ->
            spreads.put(way, Spread.of(all.stream().mapToDouble(Double::doubleValue).toArray())));
    return new Rates<>(spreads);
  }

  /** The median of a way; empty when it was not run. */
  public Optional<Double> median(W way) {
    return Optional.ofNullable(spreads.get(way)).map(Spread::median);
  }

  /** The median of one way by that of another; empty when one of them was not run. */
  public Optional<Double> ratio(W way, W to) {
    return median(way).flatMap(above -> median(to).map(below -> above / below));
  }

  /** Prints a line for each way, and one for each gate. */
  public void print(PrintWriter out, Function<W, String> label, List<Gate> gates) {
    spreads.forEach(
        (way, rate) ->
            out.printf(
                Locale.ROOT,
                "%-28s%,12.0f events/s (%.1f-%.1f k)%n",
                label.apply(way),
                rate.median(),
                rate.least() / 1e3,
                rate.most() / 1e3));
    out.println();
    gates.forEach(gate -> out.println(gate.line()));
    out.flush();
  }
}
