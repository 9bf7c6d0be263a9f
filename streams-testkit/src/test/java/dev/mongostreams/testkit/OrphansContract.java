package dev.mongostreams.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that was started outlives the JVM that started it. */
@Timeout(120)
abstract class OrphansContract {
  static final Duration LIMIT = Duration.ofSeconds(20);

  private final String where;
  private final String prefix;
  @TempDir Path folder;

  OrphansContract(String where, String prefix) {
    this.where = where;
    this.prefix = prefix;
  }

  /** Whether anything of the set at this port is left. */
  abstract boolean left(int port) throws Exception;

  @Test
  void endsWithAJvmThatIsKilled() throws Exception {
    Process jvm = jvm("wait");
    int port = port(jvm);
    assertThat(left(port)).isTrue();
    jvm.destroyForcibly().waitFor();
    await().atMost(LIMIT).until(() -> !left(port));
    await().atMost(LIMIT).until(this::isSwept);
  }

  @Test
  void endsWithAJvmThatForgetsToCloseIt() throws Exception {
    Process jvm = jvm("exit");
    int port = port(jvm);
    assertThat(jvm.waitFor()).isZero();
    assertThat(left(port)).isFalse();
    assertThat(isSwept()).isTrue();
  }

  private Process jvm(String what) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Djava.io.tmpdir=" + folder);
    // Else it would unpack a PostgreSQL of its own.
    command.add("-Dot.epg.working-dir=" + System.getProperty("java.io.tmpdir") + "/embedded-pg");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(OrphanMaker.class.getName(), where, what));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static int port(Process jvm) throws IOException {
    BufferedReader lines = jvm.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(OrphanMaker.SIGN)) {
        return Integer.parseInt(line.substring(OrphanMaker.SIGN.length()));
      }
    }
    throw new AssertionError("the JVM ended before its replica set ran");
  }

  // A few files of the JVM itself may stay there.
  private boolean isSwept() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      return left.noneMatch(path -> path.getFileName().toString().startsWith(prefix));
    }
  }
}
