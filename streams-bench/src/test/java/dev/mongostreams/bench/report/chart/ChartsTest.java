package dev.mongostreams.bench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.record.Sample;
import dev.mongostreams.bench.report.chart.Chart.Scale;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartsTest {
  @TempDir private Path directory;

  @Test
  void drawsRatesAndPercentilesAndNoCountsOfNothing() {
    assertThat(Charts.of(latencies(1_000, 3_000), "latency-1000"))
        .singleElement()
        .satisfies(
            chart -> {
              assertThat(chart.title()).isEqualTo("time since due, ms");
              assertThat(chart.series()).extracting(Chart.Series::name).contains("p50", "p99");
              assertThat(chart.scale()).isEqualTo(Scale.EVEN);
            });
  }

  @Test
  void countsByPowersOfTenWhenWaysAreFarApart() {
    assertThat(Charts.of(latencies(1_000, 900_000), "latency-1000").get(0).scale())
        .isEqualTo(Scale.LOGARITHMIC);
    assertThat(Charts.of(latencies(-1_000, 900_000), "latency-1000").get(0).scale())
        .isEqualTo(Scale.TWO_SIDED);
  }

  @Test
  void drawsWhatWasLost() {
    Recording recording =
        new Recording(Map.of(), List.of(new Sample("away", "notify", 1, Map.of("lost", 9.0), "")));

    assertThat(Charts.of(recording, "away"))
        .singleElement()
        .extracting(Chart::title)
        .isEqualTo("lost");
  }

  @Test
  void aWayThatIsVoidLeavesItsPlaceEmpty() {
    Recording recording =
        new Recording(
            Map.of(),
            List.of(
                new Sample("drain-1k", "ours", 1, Map.of("rate", 5.0), ""),
                new Sample("drain-1k", "theirs", 1, Map.of("rate", 9.0), "it broke")));

    assertThat(ChartJson.write(Charts.of(recording, "drain-1k").get(0)))
        .contains("\"ways\": [\"ours\", \"theirs\"]")
        .contains("{\"name\": \"median\", \"values\": [5.0, null]}");
  }

  @Test
  void writesThePicturesThatWereMeasured() throws IOException {
    List<Path> files = Pictures.write(latencies(1_000, 900_000), directory);

    assertThat(files).containsExactly(directory.resolve("latency.png"));
    assertThat(Objects.requireNonNull(ImageIO.read(files.get(0).toFile())).getWidth())
        .isGreaterThan(1_000);
  }

  private static Recording latencies(double p50, double p99) {
    return new Recording(
        Map.of(),
        List.of(
            new Sample(
                "latency-1000",
                "streams",
                1,
                Map.of("dueP50Micros", p50, "dueP99Micros", p99, "lost", 0.0),
                "")));
  }
}
