package dev.mongostreams.bench.scenario;

import dev.mongostreams.bench.fork.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** pymongo's loop, where Python is there. */
final class PythonPeer {
  private static final String PYTHON = "python3";
  private static final long LOOK_SECONDS = 20;

  private PythonPeer() {}

  /** The program of its laps: a script that the interpreter takes as an argument. */
  static Program program() {
    try (InputStream script =
        Objects.requireNonNull(PythonPeer.class.getResourceAsStream("/pymongo_lap.py"))) {
      return Program.command(
          PYTHON, "-c", new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Why it cannot run, or nothing. */
  static Optional<String> fault() {
    try {
      Process process =
          new ProcessBuilder(PYTHON, "-c", "import pymongo")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(LOOK_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.of(PYTHON + " does not answer");
      }
      return process.exitValue() == 0
          ? Optional.empty()
          : Optional.of(
              PYTHON
                  + " has no pymongo; run python3 -m pip install --target DIR pymongo, and set"
                  + " PYTHONPATH=DIR");
    } catch (IOException absent) {
      return Optional.of("there is no " + PYTHON + " on the PATH");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.of(PYTHON + " was not waited for");
    }
  }
}
