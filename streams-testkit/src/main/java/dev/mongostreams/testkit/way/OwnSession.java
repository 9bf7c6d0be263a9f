package dev.mongostreams.testkit.way;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Keeps Ctrl-C from the servers that this JVM has started. A terminal sends it to all that was
 * started from it; but it is meant for the program in front, which may still need its servers to
 * end in order.
 */
public final class OwnSession {
  private static final Optional<String> SETSID =
      Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
          .filter(folder -> !folder.isEmpty())
          .map(folder -> Path.of(folder, "setsid"))
          .filter(Files::isExecutable)
          .map(Path::toString)
          .findFirst();

  private OwnSession() {}

  /**
   * Puts a program into a session of its own.
   *
   * @param command the program and its arguments
   * @return a command that becomes the program, under the same process id; the command itself where
   *     there is no {@code setsid}, as on macOS and Windows
   */
  public static List<String> command(List<String> command) {
    List<String> whole = new ArrayList<>();
    SETSID.ifPresent(whole::add);
    whole.addAll(command);
    return whole;
  }
}
