package dev.mongostreams.cli.deliver;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Starts a command as the shell of this system understands it. What it writes goes where we write
 * to; its stdin is ours to fill.
 *
 * @param command as typed
 * @param windows true when {@code cmd.exe} is the shell
 */
record Shell(String command, boolean windows) {
  private static final long LIMIT_SECONDS = 10;

  /** Variables that may hold a password of ours, or with which systemd speaks to us alone. */
  private static final String OURS = "STREAMS_";

  private static final Set<String> NOT_PASSED_ON =
      Set.of("MONGO_URL", "NOTIFY_SOCKET", "WATCHDOG_PID", "WATCHDOG_USEC");

  static Shell of(String command) {
    return new Shell(command, System.getProperty("os.name", "").startsWith("Windows"));
  }

  /**
   * Refuses what no shell can run, before anything is read.
   *
   * @throws IllegalArgumentException when it is empty, no shell is there, or it cannot read it
   */
  void check() {
    if (command.isBlank()) {
      throw new IllegalArgumentException(
          "Cannot run the command of --exec: it is empty. Give what a shell can run.");
    }
    if (windows) {
      return; // It has no way to read a command without running it.
    }
    int code = codeOfReading();
    if (code != 0) {
      throw new IllegalArgumentException(
          "Cannot run the command of --exec: sh cannot read it and ends with "
              + code
              + ". Correct it: sh -n -c 'COMMAND' says what is wrong.");
    }
  }

  private int codeOfReading() {
    try {
      Process reading = builder(List.of("sh", "-n", "-c", command)).start();
      reading.getOutputStream().close();
      if (!reading.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        reading.destroyForcibly();
      }
      return reading.waitFor();
    } catch (IOException missing) {
      throw new IllegalArgumentException(
          "Cannot run the command of --exec: no sh can be started here. Put one on the PATH; an image"
              + " without a shell can only --webhook.",
          missing);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      return 0; // Whoever asked for the end is about to have it.
    }
  }

  /** Starts it. */
  Process start() throws IOException {
    return builder(words()).start();
  }

  /** What the system is asked to run. */
  List<String> words() {
    // In quotes of its own, which /s takes away: what stands between them is left as it is.
    return windows
        ? List.of("cmd.exe", "/d", "/s", "/c", '"' + command + '"')
        : List.of("sh", "-c", command);
  }

  private static ProcessBuilder builder(List<String> words) {
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
    builder.environment().keySet().removeIf(Shell::isOurs);
    return builder;
  }

  private static boolean isOurs(String variable) {
    String name = variable.toUpperCase(Locale.ROOT);
    return name.startsWith(OURS) || NOT_PASSED_ON.contains(name);
  }
}
