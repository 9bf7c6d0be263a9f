package dev.mongostreams.testkit.local;

import dev.mongostreams.testkit.way.PassedOver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Other programs, run to their end within a limit. */
final class Command {
  private Command() {}

  record Outcome(int exitCode, String output) {}

  static Outcome run(List<String> command, Duration limit, String name) throws PassedOver {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new PassedOver(
          name + " cannot be run: " + e.getMessage(), "install " + command.get(0), e);
    }
    CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
    try {
      String text = output.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Outcome(process.waitFor(), text);
    } catch (TimeoutException e) {
      throw new PassedOver(
          name + " did not end within " + limit.toSeconds() + " s",
          "run it by hand and see what it waits for",
          e);
    } catch (ExecutionException e) {
      throw new PassedOver(name + " cannot be read: " + e.getMessage(), "try again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PassedOver(name + " was interrupted", "try again", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
