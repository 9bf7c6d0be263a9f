package dev.mongostreams.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.record.RecordingJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteRunIT {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void recordsEachWayInAProcessOfItsOwnAndPrintsTheGates() throws IOException {
    int exit =
        Bench.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "run",
                "drain-1k",
                "latency-1000",
                "--ways",
                "limit,streams,streams-checkpoint,driver,getMore",
                "--rounds",
                "1",
                "--out",
                directory.toString());

    assertThat(exit).as(err.toString()).isZero();
    assertThat(out.toString()).containsPattern("met[a-z, ]* +drain 1 KiB, ours / limit +[0-9]");
    Recording recording = RecordingJson.read(Files.readString(directory.resolve("recording.json")));
    assertThat(recording.ways("drain-1k"))
        .containsExactlyInAnyOrder("limit", "driver", "streams", "streams-checkpoint");
    assertThat(recording.spread("latency-1000", "streams", "lost").orElseThrow().most()).isZero();
    assertThat(recording.environment()).containsKeys("commit", "mongodb", "processor");
    assertThat(recording.question("drain-1k")).startsWith("How fast does each way catch up");
    assertThat(directory.resolve("report.md")).content().contains("## latency-1000");
    assertThat(directory.resolve("index.html")).content().contains("data-chart=");
  }
}
