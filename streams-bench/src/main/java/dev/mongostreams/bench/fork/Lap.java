package dev.mongostreams.bench.fork;

import dev.mongostreams.bench.lap.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A lap that runs. For one thread. */
public final class Lap implements AutoCloseable {
  private static final int LAST_LINES = 15;
  private static final long END_SECONDS = 20;

  private final Process process;
  private final Path output;

  Lap(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Waits for what it says.
   *
   * @return its answer; one that is void when it ended without one, or not in time
   */
  public Answer await(Duration limit) throws InterruptedException {
    boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      return new Answer().fault("no answer within " + limit.toSeconds() + " s; " + lastLines());
    }
    return lines().stream()
        .map(Answer::read)
        .flatMap(Optional::stream)
        .reduce((earlier, later) -> later)
        .orElseGet(
            () -> new Answer().fault("exit code " + process.exitValue() + "; " + lastLines()));
  }

  /** True until it has ended. */
  public boolean running() {
    return process.isAlive();
  }

  /** Its number among the processes of this machine. */
  public long pid() {
    return process.pid();
  }

  /** Ends it as a power cut would. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** The end of what it printed, on one line. */
  public String lastLines() {
    List<String> lines = lines();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  private List<String> lines() {
    try {
      return Files.readString(output, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Asks it to end, and waits for that; kills it when it does not. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
      Files.deleteIfExists(output);
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }
}
