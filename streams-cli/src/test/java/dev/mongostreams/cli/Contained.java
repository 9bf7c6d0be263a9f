package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.testkit.way.Watchdog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The image in a container that has been made, watching the collection {@code things}: no right, no
 * root, no writable disk but its volume. Removed when closed, and with this JVM.
 */
record Contained(String id, Path dir, Watchdog watchdog) implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** How each event begins; a kill may leave half of one before it, on the same line. */
  private static final String EVENT = "{\"_id\": {\"_data\"";

  static Contained created(Path dir, String image, String uri, String... more) throws IOException {
    List<String> command = new ArrayList<>(List.of("docker", "create"));
    // The members of the set are 127.0.0.1 to whoever discovers them.
    command.addAll(List.of("--network", "host", "--read-only", "--cap-drop", "ALL"));
    command.addAll(List.of("--security-opt", "no-new-privileges", "--memory", "256m"));
    command.addAll(List.of("--env", "MONGO_URL=" + uri, image, "--collection", "things"));
    command.addAll(List.of(more));
    String id = run(dir, command.toArray(String[]::new)).strip();
    String engine = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
    return new Contained(id, dir, Watchdog.ofContainer(id, engine));
  }

  /** Runs a command that has to end well, and returns what it printed to stdout. */
  static String run(Path dir, String... command) throws IOException {
    Path out = Files.createTempFile(dir, "docker", ".out");
    Path err = Files.createTempFile(dir, "docker", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertThat(process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .as(String.join(" ", command))
        .succeedsWithin(LIMIT);
    assertThat(process.exitValue())
        .as("%s: %s", String.join(" ", command), Files.readString(err))
        .isZero();
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  /** Starts it, for the first time or again, and waits until its cursor is open. */
  void start(int life) throws IOException {
    run(dir, "docker", "start", id);
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(told().split("watching ", -1)).hasSizeGreaterThan(life));
  }

  /** Ends it by force; false when it had ended by itself. */
  boolean kill() throws IOException {
    run(dir, "docker", "kill", "--signal", "KILL", id);
    run(dir, "docker", "wait", id);
    return inspect("{{.State.ExitCode}}").equals("137");
  }

  String inspect(String format) throws IOException {
    return run(dir, "docker", "inspect", "--format", format, id).strip();
  }

  /** What it has written to stdout in all its lives, one event a line. */
  Path lines() throws IOException {
    Path lines = Files.createTempFile(dir, "lines", ".ndjson");
    Files.writeString(lines, events());
    return lines;
  }

  String events() throws IOException {
    return run(dir, "docker", "logs", id)
        .replace(EVENT, "\n" + EVENT)
        .replaceAll("\n{2,}", "\n")
        .stripLeading();
  }

  private String told() throws IOException {
    return run(dir, "sh", "-c", "docker logs \"$1\" 2>&1 >/dev/null", "told", id);
  }

  @Override
  public void close() throws IOException {
    run(dir, "docker", "rm", "--force", "--volumes", id);
    watchdog.close();
  }
}
