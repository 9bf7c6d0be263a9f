package dev.mongostreams.bench.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordingTest {
  private final Recording recording =
      new Recording(
          Map.of("plan", "quick"),
          List.of(
              sample("ours", 1, 20),
              sample("theirs", 1, 10),
              sample("theirs", 2, 10),
              sample("ours", 2, 30),
              new Sample("drain", "ours", 3, Map.of("rate", 1.0), "events were missing"),
              sample("theirs", 3, 10)));

  @Test
  void comparesWithinARoundAndLeavesOutVoidLaps() {
    assertThat(recording.ratio("drain", "ours", "theirs", "rate"))
        .contains(new Interval(2.5, 2, 3));
    assertThat(recording.difference("drain", "ours", "theirs", "rate"))
        .contains(new Interval(15, 10, 20));
    assertThat(recording.voids("drain", "ours")).isEqualTo(1);
  }

  @Test
  void comparesWithWhoeverWasBestInARound() {
    Recording three =
        new Recording(
            Map.of(),
            List.of(
                sample("ours", 1, 20),
                sample("plain", 1, 10),
                sample("tuned", 1, 5),
                sample("ours", 2, 20),
                sample("plain", 2, 4),
                sample("tuned", 2, 20),
                sample("ours", 3, 30),
                sample("plain", 3, 10)));

    assertThat(three.ratioToMost("drain", "ours", List.of("plain", "tuned"), "rate"))
        .contains(new Interval(2, 1, 3));
  }

  @Test
  void hasNothingToSayOfWhatDidNotRun() {
    assertThat(recording.ratio("drain", "ours", "nobody", "rate")).isEmpty();
    assertThat(recording.spread("drain", "ours", "cost")).isEmpty();
    assertThat(recording.spread("sprint", "ours", "rate")).isEmpty();
  }

  @Test
  void comesBackFromJsonAsItWas() {
    String json = RecordingJson.write(recording);

    assertThat(RecordingJson.read(json)).isEqualTo(recording);
    assertThat(json.lines()).hasSize(2 + recording.samples().size() + 1);
  }

  @Test
  void keepsWhatWasAskedInJson() {
    Recording asked =
        new Recording(
            recording.environment(), Map.of("drain", "How \"fast\"?"), recording.samples());

    assertThat(RecordingJson.read(RecordingJson.write(asked)).question("drain"))
        .isEqualTo("How \"fast\"?");
    assertThat(asked.question("sprint")).isEmpty();
  }

  private static Sample sample(String way, int round, double rate) {
    return new Sample("drain", way, round, Map.of("rate", rate, "lost", 0.0), "");
  }
}
