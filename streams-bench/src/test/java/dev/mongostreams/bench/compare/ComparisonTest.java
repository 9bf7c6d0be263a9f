package dev.mongostreams.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.record.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final double[] NINE = {100, 104, 98, 101, 99, 103, 97, 102, 100};

  @Test
  void findsNothingInEqualRecordings() {
    Recording same = recording("rate", NINE);

    Comparison comparison = Comparison.of(same, same);

    assertThat(comparison.changes()).isEmpty();
    assertThat(comparison.notes()).isEmpty();
    assertThat(comparison.compared()).isEqualTo(1);
    assertThat(comparison.tooFew()).isZero();
  }

  @Test
  void findsARealChangeAndSaysWhatItMeans() {
    Comparison comparison = Comparison.of(recording("rate", NINE), recording("rate", times(0.8)));

    assertThat(comparison.changes())
        .singleElement()
        .extracting(Change::line)
        .asString()
        .startsWith("worse  drain           ours ")
        .contains("100 (98–103) -> 80 (78.4–82.4)")
        .endsWith("-20.0 %");
    assertThat(Comparison.of(recording("rate", times(0.8)), recording("rate", NINE)).changes())
        .extracting(Change::direction)
        .containsExactly(Change.Direction.BETTER);
  }

  @Test
  void saysNoPercentageAcrossZero() {
    assertThat(
            compared(
                "ackP50Micros",
                new double[] {100, 101, 102, 103, 104},
                new double[] {-100, -101, -102, -103, -104}))
        .singleElement()
        .extracting(Change::line)
        .asString()
        .startsWith("better ")
        .doesNotContain("%");
  }

  @Test
  void takesWhatOverlapsOrIsSmallForNoise() {
    assertThat(compared("rate", NINE, times(0.96))).as("they overlap").isEmpty();
    assertThat(
            compared(
                "rate",
                new double[] {1000, 1000, 1000, 1000, 1000},
                new double[] {1010, 1010, 1010, 1010, 1010}))
        .as("1 %")
        .isEmpty();
  }

  @Test
  void asksForMoreDistanceOfThreeLapsAndSaysNothingOfTwo() {
    assertThat(compared("rate", new double[] {100, 105, 110}, new double[] {90, 95, 99})).isEmpty();
    assertThat(compared("rate", new double[] {100, 105, 110}, new double[] {70, 75, 80}))
        .hasSize(1);
    assertThat(compared("rate", new double[] {100, 100}, new double[] {10, 10})).isEmpty();
  }

  @Test
  void oneLostEventIsAChangeAndTheWorstOfAll() {
    List<Sample> before = new ArrayList<>(samples("lost", 0, 0, 0, 0, 0, 0));
    before.addAll(samples("rate", NINE));
    List<Sample> after = new ArrayList<>(samples("lost", 0, 0, 0, 1, 0, 0));
    after.addAll(samples("rate", times(0.5)));

    assertThat(
            Comparison.of(new Recording(Map.of(), before), new Recording(Map.of(), after))
                .changes())
        .extracting(change -> change.figure().name() + " " + change.direction())
        .containsExactly("lost WORSE", "rate WORSE");
  }

  @Test
  void notesWhatIsInOneOfThemOnlyAndWhereTheyWereTaken() {
    Recording before = new Recording(Map.of("mongodb", "6.0"), samples("rate", 1, 1, 1));
    Recording after =
        new Recording(
            Map.of("mongodb", "7.0"),
            List.of(
                new Sample("drain", "ours", 1, Map.of("rate", 1.0), "it broke"),
                new Sample("drain", "theirs", 1, Map.of("rate", 1.0), "")));

    Comparison comparison = Comparison.of(before, after);

    assertThat(comparison.surroundings()).containsExactly("mongodb: 6.0 -> 7.0");
    assertThat(comparison.notes())
        .containsExactly(
            "drain, ours: void laps: 0 -> 1",
            "drain, ours: rate only in the first",
            "drain, theirs: only in the second");
  }

  private static List<Change> compared(String figure, double[] before, double[] after) {
    return Comparison.of(recording(figure, before), recording(figure, after)).changes();
  }

  private static double[] times(double factor) {
    double[] values = NINE.clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return values;
  }

  private static Recording recording(String figure, double... values) {
    return new Recording(Map.of(), samples(figure, values));
  }

  private static List<Sample> samples(String figure, double... values) {
    List<Sample> samples = new ArrayList<>();
    for (double value : values) {
      samples.add(new Sample("drain", "ours", samples.size() + 1, Map.of(figure, value), ""));
    }
    return samples;
  }
}
