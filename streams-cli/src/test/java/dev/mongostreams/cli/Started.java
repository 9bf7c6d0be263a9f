package dev.mongostreams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line as a process of its own, watching the collection {@code things}. */
record Started(Process process, Path out) {
  private static final int LIMIT_SECONDS = 30;

  /** Starts it and waits until its cursor is open. */
  static Started streams(Path out, String uri, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", classPath(), "dev.mongostreams.cli.Main"));
    command.addAll(List.of("--uri", uri, "--collection", "things"));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
            .start();
    BufferedReader err = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
    List<String> told = new ArrayList<>();
    String line = err.readLine();
    while (line != null && !line.startsWith("watching ")) {
      told.add(line);
      line = err.readLine();
    }
    assertThat(line).as("after " + told).contains(".things (rs0, MongoDB ");
    return new Started(process, out);
  }

  static String classPath() {
    String modules = System.getProperty("jdk.module.path");
    String classes = System.getProperty("java.class.path");
    return modules == null ? classes : modules + System.getProperty("path.separator") + classes;
  }

  int end() throws InterruptedException {
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
    return process.exitValue();
  }

  /** SIGKILL; false when it had ended by itself. */
  boolean kill() throws InterruptedException {
    process.destroyForcibly();
    end();
    return process.exitValue() == 128 + 9;
  }
}
