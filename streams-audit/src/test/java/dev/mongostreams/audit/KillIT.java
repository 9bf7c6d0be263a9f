package dev.mongostreams.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.ResumeToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.BsonTimestamp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that keeps a log and is killed again and again while others write. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KillIT extends AuditedDatabase {
  private static final int KILLS = 6;
  private static final int WRITERS = 3;
  private static final int ROUNDS = 250;
  private static final int SIGKILLED = 128 + 9;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endWhatStillRuns() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void eachChangeHasExactlyOneRow() throws Exception { // 33
    List<Writer> writers =
        IntStream.range(0, WRITERS)
            .mapToObj(number -> new Writer(client, database, number))
            .toList();
    Process child = start();
    List<CompletableFuture<Void>> writing =
        writers.stream()
            .map(writer -> CompletableFuture.runAsync(() -> writer.write(ROUNDS)))
            .toList();
    int repeated = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      awaitRows(WRITERS * ROUNDS * Writer.CHANGES_A_ROUND * kill / (KILLS + 2));
      repeated += kill(child);
      child = start();
    }
    for (CompletableFuture<Void> one : writing) {
      one.get(120, TimeUnit.SECONDS);
    }
    models.insertOne(model(-1, "last"));
    until("the last is there", () -> rows.countDocuments(json("{'key._id': -1}")) == 1);
    repeated += kill(child);

    System.out.printf(
        "%d kills, %d rows, %d changes came again%n", KILLS, rows.countDocuments(), repeated);
    assertThat(repeated).as("changes that came again").isPositive();
    assertThat(byOperation()).isEqualTo(written(writers));
    assertOrder(all());
  }

  private void awaitRows(int count) {
    until("there are " + count + " rows", () -> rows.estimatedDocumentCount() >= count);
  }

  private Map<String, Long> byOperation() {
    return all().stream()
        .collect(Collectors.groupingBy(AuditRecord::operation, Collectors.counting()));
  }

  private static Map<String, Long> written(List<Writer> writers) {
    Map<String, Long> all = new HashMap<>(Map.of("insert", 1L));
    writers.forEach(
        writer -> writer.written().forEach((kind, count) -> all.merge(kind, count, Long::sum)));
    return all;
  }

  /** In the order of their tokens, rows are in the order of the cluster. */
  private static void assertOrder(List<AuditRecord> rows) {
    List<BsonTimestamp> times =
        rows.stream().map(row -> Objects.requireNonNull(row.clusterTime())).toList();
    assertThat(times).isSorted();
    Map<Object, String> states = new HashMap<>();
    for (AuditRecord row : rows) {
      String before = states.put(Objects.requireNonNull(row.key()), row.operation());
      assertThat(before == null)
          .as("first of its document")
          .isEqualTo(row.operation().equals("insert"));
      assertThat(before).isNotEqualTo("delete");
      assertThat(row.token().kind()).isEqualTo(ResumeToken.Kind.EVENT);
    }
  }

  private Process start() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AuditingProcess.class.getName(),
                rs0.uri(database.getName()),
                database.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    started.add(process);
    BufferedReader said = process.inputReader(UTF_8);
    String line = said.readLine();
    while (line != null && !line.equals("watching")) {
      line = said.readLine();
    }
    assertThat(line).as("it watches").isNotNull();
    return process;
  }

  /** Kills it; how many changes it had met that were in the log already. */
  private static int kill(Process process) throws Exception {
    assertThat(process.isAlive()).isTrue();
    process.toHandle().destroyForcibly(); // without closing its output
    int repeated = 0;
    BufferedReader said = process.inputReader(UTF_8);
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith("repeated ")) {
        repeated = Integer.parseInt(line.substring("repeated ".length()));
      }
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(SIGKILLED);
    return repeated;
  }
}
