package dev.mongostreams.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.record.Gate;
import dev.mongostreams.bench.record.Spread;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RatesTest {
  private final List<String> told = new ArrayList<>();

  private enum Road {
    LOW,
    HIGH
  }

  @Test
  void roadsTakeTurnsAndTheFirstRoundDoesNotCount() throws InterruptedException {
    List<Road> run = new ArrayList<>();
    Iterator<Double> figures = List.of(9.0, 9.0, 4.0, 1.0, 3.0, 12.0).iterator();

    Rates<Road> rates =
        Rates.take(
            Road.class,
            2,
            road -> {
              run.add(road);
              return OptionalDouble.of(figures.next());
            },
            told::add);

    assertThat(run).containsExactly(Road.LOW, Road.HIGH, Road.HIGH, Road.LOW, Road.LOW, Road.HIGH);
    assertThat(rates.spreads())
        .containsEntry(Road.LOW, new Spread(2, 1, 3))
        .containsEntry(Road.HIGH, new Spread(8, 4, 12));
    assertThat(rates.ratio(Road.HIGH, Road.LOW)).contains(4.0);
    assertThat(told).containsExactly("warmed up", "round 1 of 2", "round 2 of 2");
  }

  @Test
  void aVoidRunHasNoRate() throws InterruptedException {
    Rates<Road> rates =
        Rates.take(
            Road.class,
            1,
            road -> road == Road.LOW ? OptionalDouble.of(5) : OptionalDouble.empty(),
            told::add);

    assertThat(rates.median(Road.LOW)).contains(5.0);
    assertThat(rates.median(Road.HIGH)).isEmpty();
    assertThat(rates.ratio(Road.LOW, Road.HIGH)).isEmpty();
    assertThat(printed(rates))
        .contains("LOW ")
        .doesNotContainPattern("(?m)^HIGH")
        .containsPattern("not measured +LOW / HIGH");
  }

  private static String printed(Rates<Road> rates) {
    StringWriter out = new StringWriter();
    Gate gate = Gate.atLeast("LOW / HIGH", rates.ratio(Road.LOW, Road.HIGH), 1);
    rates.print(new PrintWriter(out), Road::name, List.of(gate));
    return out.toString();
  }
}
