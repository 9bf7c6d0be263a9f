package dev.mongostreams.jdbc.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link SyncingProcess}, from outside. */
record Child(Process process, BufferedReader lines) {
  private static final int LIMIT_SECONDS = 60;

  /** How such processes are started: cheaply, as their lives are short. */
  record Start(String mongo, String postgres, long position, Path archive) {

    /** Writes the classes of one that ends in order into the archive, for those that follow. */
    void prepare() throws IOException, InterruptedException {
      Child first = child("-XX:ArchiveClassesAtExit=" + archive);
      first.await("ready");
      first.process.outputWriter().close();
      first.awaitEnd();
    }

    Child child() throws IOException {
      return child("-XX:SharedArchiveFile=" + archive);
    }

    private Child child(String sharing) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(ProcessHandle.current().info().command().orElse("java"));
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m"));
      command.addAll(List.of("-Xlog:disable", sharing));
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(SyncingProcess.class.getName(), mongo, postgres));
      command.add(Long.toString(position));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      return new Child(process, process.inputReader());
    }
  }

  void await(String word) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.equals(word)) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new AssertionError("The process ended before it said " + word);
    }
  }

  void go() throws IOException {
    process.outputWriter().write("go\n");
    process.outputWriter().flush();
  }

  /** SIGKILL; false when it had ended by itself. */
  boolean kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
    return process.exitValue() == 128 + 9;
  }

  private void awaitEnd() throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The process does not end");
    }
  }
}
