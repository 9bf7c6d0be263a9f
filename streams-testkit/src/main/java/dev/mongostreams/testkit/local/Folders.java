package dev.mongostreams.testkit.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of our own making. */
final class Folders {
  private Folders() {}

  /** Removes a folder with all it holds; one that is not there is fine. */
  static void delete(Path folder) throws IOException {
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
