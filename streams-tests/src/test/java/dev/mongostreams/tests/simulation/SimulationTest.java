package dev.mongostreams.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Runs lives of watchers under seeds. A failing seed stands in the message; it alone runs again
 * with {@code -Dstreams.seed=N}, and {@code -Dstreams.seeds=N} runs more of them.
 */
class SimulationTest {
  private static final int SEEDS = 10_000;

  @Test
  void losesAndReordersNothingWhateverTheOrderOfSteps() { // 31, 32, 33, 39, 51
    Outcomes all =
        seeds()
            .parallel()
            .mapToObj(seed -> new Simulation(seed).run())
            .reduce(Outcomes.NONE, Outcomes::plus);

    System.out.println("simulation: " + all);
    assertThat(all.faults()).as("faults really happened").isPositive();
    assertThat(all.failedSaves()).as("saves really failed").isPositive();
    assertThat(all.unknownSaves()).as("sinks really did not know").isPositive();
    assertThat(all.resyncs()).as("history was really lost").isPositive();
    assertThat(all.putAway()).as("events really could not be read").isPositive();
    assertThat(all.repeated()).as("crashes really repeated events").isPositive();
  }

  private static LongStream seeds() {
    Long one = Long.getLong("streams.seed");
    return one == null
        ? LongStream.range(0, Long.getLong("streams.seeds", SEEDS))
        : LongStream.of(one);
  }
}
