package dev.mongostreams.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Runs lives of watchers under seeds. A failing seed stands in the message; it alone runs again
 * with {@code -Dstreams.seed=N}.
 */
class SimulationTest {
  private static final int SEEDS = 1_000;

  @Test
  void losesAndReordersNothingWhateverTheOrderOfSteps() {
    int events = 0;
    int faults = 0;
    int watchers = 0;
    for (long seed : seeds()) {
      Simulation life = new Simulation(seed).run();
      events += life.events();
      faults += life.injected();
      watchers += life.watchers();
    }

    System.out.printf(
        "simulation: %d seeds, %d events, %d faults, %d watchers%n",
        seeds().length, events, faults, watchers);
    assertThat(faults).as("faults really happened").isPositive();
  }

  private static long[] seeds() {
    Long one = Long.getLong("streams.seed");
    return one == null ? LongStream.range(0, SEEDS).toArray() : new long[] {one};
  }
}
