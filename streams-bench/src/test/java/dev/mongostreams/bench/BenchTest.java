package dev.mongostreams.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchTest {
  private final StringWriter err = new StringWriter();

  @Test
  void refusesNumbersThatMeanNothing() {
    assertThat(run("hop", "--rounds", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).startsWith("Cannot run with --rounds 0: give at least 1.");
  }

  @Test
  void refusesToCompareOneWorkerWithOne() {
    assertThat(run("hop", "--workers", "1")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).startsWith("Cannot run with --workers 1: give at least 2.");
  }

  @Test
  void refusesAReplicaSetItCannotUnderstand() {
    assertThat(run("hop", "--mongo", "dockre")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).startsWith("Cannot choose a replica set").doesNotContain("\tat ");
  }

  @Test
  void theSuiteRefusesItToo() {
    assertThat(run("run", "drain-1k", "--mongo", "dockre")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).startsWith("Cannot choose a replica set").doesNotContain("\tat ");
  }

  @Test
  void refusesAScenarioItDoesNotKnow() {
    assertThat(run("run", "quick", "drain-9k")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString())
        .startsWith("Cannot run drain-9k: take quick, full, or some of drain-1k, ")
        .contains(", handler-5ms-10keys, ");
  }

  @Test
  void refusesAWayThatNoScenarioHas() {
    assertThat(run("run", "latency-1000", "--ways", "streams,limit"))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).startsWith("Cannot ask the way limit: take some of getMore, ");
  }

  @Test
  void makesNoReportWithoutARecording(@TempDir Path directory) throws IOException {
    assertThat(run("report", directory.toString())).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString())
        .startsWith(
            "Cannot read " + directory.resolve("recording.json") + ": there is no such file.");

    Path foreign = Files.writeString(directory.resolve("recording.json"), "[]");
    assertThat(run("compare", foreign.toString(), foreign.toString()))
        .isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString()).contains("Cannot read " + foreign + ": it is no recording.");
  }

  @Test
  void takesThePlanOrAScenarioForACommand() {
    assertThat(Bench.withCommand()).containsExactly("run");
    assertThat(Bench.withCommand("quick")).containsExactly("run", "quick");
    assertThat(Bench.withCommand("sync")).containsExactly("sync");
    assertThat(Bench.withCommand("--help")).containsExactly("--help");
  }

  @Test
  void tellsOfJmhInItsUsage() {
    assertThat(Bench.commandLine().getUsageMessage()).contains("hop").contains("jmh ARGS...");
  }

  @Test
  void theReadmeHasEachBenchmarkThatJmhKnows() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    try (InputStream list = Bench.class.getResourceAsStream("/META-INF/BenchmarkList")) {
      assertThat(list).isNotNull();
      String known = new String(list.readAllBytes(), UTF_8);
      Set<String> names =
          Pattern.compile("\\.(\\w+Benchmark)\\b")
              .matcher(known)
              .results()
              .map(found -> found.group(1))
              .collect(Collectors.toSet());

      assertThat(names).contains("DrainBenchmark", "FieldBenchmark");
      assertThat(names).allSatisfy(name -> assertThat(readme).contains(name + "` |"));
    }
  }

  private int run(String... args) {
    return Bench.commandLine().setErr(new PrintWriter(err)).execute(args);
  }
}
