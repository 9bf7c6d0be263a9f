package dev.mongostreams.demo.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.mongostreams.demo.Demo;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The example as people start it: a process of its own. */
@ExtendWith(Rs0Extension.class)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AuditExampleIT {
  private static final String LINE = "\\d\\d:\\d\\d:\\d\\d\\.\\d{3} .*";

  private final List<Process> started = new ArrayList<>();
  private final String uri;

  AuditExampleIT(ReplicaSet rs0) {
    this.uri = rs0.uri();
  }

  @AfterEach
  void endWhatStillRuns() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void printsTheTimelineAndLosesNothing() throws Exception {
    List<String> before = databases();
    Process example = start("--for", "4s", "--rate", "100");
    List<String> lines = new ArrayList<>(example.inputReader(UTF_8).lines().toList());

    assertThat(example.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(example.exitValue()).as(String.join("\n", lines)).isZero();
    assertAsPromised(lines);
    assertThat(lines).anyMatch(line -> line.matches(LINE + "ann +update +models \\d .*"));
    assertThat(lines).anyMatch(line -> line.matches(LINE + "- +insert +predictions .*"));
    assertThat(lines)
        .filteredOn(line -> line.matches(LINE))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(String.join("", lines)).as("no colours").doesNotContain("\u001B");
    assertThat(databases()).as("cleaned up").isEqualTo(before);
  }

  @Test
  void endsInOrderWhenItIsTerminated() throws Exception { // 75
    Process example = start("--rate", "300");
    BufferedReader said = example.inputReader(UTF_8);
    List<String> lines = new ArrayList<>();
    for (int shown = 0; shown < 20; ) {
      String line = said.readLine();
      assertThat(line).as(String.join("\n", lines)).isNotNull();
      lines.add(line);
      shown += line.matches(LINE) ? 1 : 0;
    }

    example.toHandle().destroy(); // without closing its output
    lines.addAll(said.lines().toList());

    assertThat(example.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(example.exitValue()).as(String.join("\n", lines)).isZero();
    assertAsPromised(lines);
  }

  private static void assertAsPromised(List<String> lines) {
    assertThat(lines)
        .contains("The numbers are as promised.")
        .anyMatch(line -> line.matches("  applied +[1-9][0-9,]*"))
        .anyMatch(line -> line.matches("  repeated +[1-9][0-9,]*"))
        .anyMatch(line -> line.matches("  lost +0"))
        .anyMatch(line -> line.matches("  rows that tell who +[0-9,]+"));
  }

  private List<String> databases() {
    try (MongoClient client = MongoClients.create(uri)) {
      return client.listDatabaseNames().into(new ArrayList<>());
    }
  }

  private Process start(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Demo.class.getName()));
    command.addAll(List.of("audit", "--mongo", uri));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(process);
    return process;
  }
}
