package dev.mongostreams.bench.report;

import dev.mongostreams.bench.record.Spread;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * All runs that count.
 *
 * @param runs in the order they were made
 */
public record Results(List<Run> runs) {

  /** What a reader brought for each event in all its runs; empty when it has none. */
  public Optional<Spread> spread(String reader, int handlerMicros, ToDoubleFunction<Run> figure) {
    double[] figures = of(reader, handlerMicros).mapToDouble(figure).toArray();
    return figures.length == 0 ? Optional.empty() : Optional.of(Spread.of(figures));
  }

  /** The median rate of one reader by that of another; empty when one of them has no run. */
  public Optional<Double> ratio(String reader, String to, int handlerMicros) {
    Optional<Spread> above = spread(reader, handlerMicros, Run::rate);
    Optional<Spread> below = spread(to, handlerMicros, Run::rate);
    return above.flatMap(a -> below.map(b -> a.median() / b.median()));
  }

  /**
   * The best ratio to a reader that one thread with this handler can reach, as it has time for so
   * many calls a second and no more; empty when the handler takes no time.
   */
  public Optional<Double> ceiling(String to, int handlerMicros) {
    return handlerMicros == 0
        ? Optional.empty()
        : spread(to, handlerMicros, Run::rate).map(rate -> 1e6 / handlerMicros / rate.median());
  }

  /** The runs of one reader with one handler. */
  private Stream<Run> of(String reader, int handlerMicros) {
    return runs.stream()
        .filter(run -> run.reader().equals(reader) && run.handlerMicros() == handlerMicros);
  }
}
