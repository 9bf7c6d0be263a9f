package dev.mongostreams.testkit.way;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small shell that outlives this JVM just long enough to clean up after it. It reads its standard
 * input, whose other end only this JVM holds, so that a {@code kill -9} of the JVM ends the input
 * and starts the cleaning. Where there is no {@code sh}, only the shutdown hooks clean up.
 */
public final class Watchdog implements AutoCloseable {
  private static final String DONE = "done";

  // Interrupts reach the whole terminal group: the shell must not be the first to go.
  private static final String READ =
      """
      trap '' INT TERM HUP
      pid=
      while read -r line; do
        [ "$line" = done ] && exit 0
        pid=$line
      done
      """;

  // The pid may be somebody else's by now: only a process that names our directory is ended.
  private static final String END_PROCESS =
      READ
          + """
          if [ -n "$pid" ]; then
            if [ -d /proc/self ]; then ours=$(tr '\\0' ' ' <"/proc/$pid/cmdline")
            else ours=$(ps -o args= -p "$pid"); fi
            case $ours in *"$1"*) kill -9 "$pid" ;; esac
          fi
          rm -rf "$1" || { sleep 1; rm -rf "$1"; }
          """;

  private static final String END_CONTAINER = READ + "exec docker rm -f -v \"$1\"\n";

  private final @Nullable Writer line;

  private Watchdog(String script, String argument, Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder(
                OwnSession.command(List.of("sh", "-c", script, "rs0-watchdog", argument)))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    Process started;
    try {
      started = builder.start();
    } catch (IOException noShell) {
      started = null;
    }
    line = started == null ? null : started.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Watches over a process that works in a directory.
   *
   * @param directory removed after the death of this JVM; also in the process's arguments
   * @return a watchdog that still has to be told the process
   */
  public static Watchdog ofDirectory(Path directory) {
    return new Watchdog(END_PROCESS, directory.toString(), Map.of());
  }

  /**
   * Watches over a container, as far as there is a docker client on the path.
   *
   * @param id the container
   * @param engineHost the engine's address, as in DOCKER_HOST
   * @return a watchdog on duty
   */
  public static Watchdog ofContainer(String id, String engineHost) {
    return new Watchdog(END_CONTAINER, id, Map.of("DOCKER_HOST", engineHost));
  }

  /**
   * Names the process to end with this JVM, in place of any named before.
   *
   * @param pid its process id
   */
  public void process(long pid) {
    tell(Long.toString(pid));
  }

  /** Calls the watchdog off. */
  @Override
  public void close() {
    try {
      tell(DONE);
    } catch (UncheckedIOException alreadyGone) {
      // Somebody ended the shell, and nothing is left to guard.
    }
  }

  private void tell(String word) {
    if (line == null) {
      return;
    }
    try {
      line.write(word + "\n");
      line.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
