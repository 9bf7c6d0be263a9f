package dev.mongostreams.testkit.local;

import dev.mongostreams.testkit.way.PassedOver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of our own making. */
public final class Folders {
  private Folders() {}

  static void makeRunnable(Path program) throws PassedOver {
    if (!program.toFile().setExecutable(true, false)) {
      throw new PassedOver(
          program + " cannot be made executable", "set XDG_CACHE_HOME to a disk without noexec");
    }
  }

  /**
   * Removes a folder with all it holds; one that is not there is fine.
   *
   * @param folder the folder
   * @throws IOException when something in it is in use
   */
  public static void delete(Path folder) throws IOException {
    List<Path> inner;
    try (Stream<Path> all = Files.walk(folder)) {
      inner = all.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException gone) {
      return;
    }
    for (Path path : inner) {
      Files.deleteIfExists(path);
    }
  }
}
