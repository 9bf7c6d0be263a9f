package dev.mongostreams.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each checkpoint in a file of a directory, with the one before it beside it.
 *
 * <p>A save writes a new file, forces it to the disk and renames it over the old one, so a crash
 * leaves the old checkpoint or the new one. A checksum tells a torn or foreign file, which is
 * refused and left as it is, by a claim and by a deletion too. While a name is claimed its lock
 * file is locked: a second claim is refused, of this process or of another, and so is a deletion.
 */
public final class FileCheckpointStore implements CheckpointStore {
  private static final String LOCK = ".lock";

  private final Path directory;

  private FileCheckpointStore(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes a store in a directory, which is created with the first claim.
   *
   * @param directory on a local disk; network file systems may not keep the promises of rename and
   *     lock
   * @return the store
   */
  public static FileCheckpointStore at(Path directory) {
    return new FileCheckpointStore(directory);
  }

  @Override
  public CheckpointSlot claim(String name) {
    CheckpointFile file = CheckpointFile.of(name, directory);
    try {
      Files.createDirectories(directory);
      NameLock lock = locked(name);
      try {
        return new FileSlot(file, lock, file.read());
      } catch (RuntimeException unreadable) {
        lock.close();
        throw unreadable;
      }
    } catch (IOException unusable) {
      throw StoreFailures.failed(
          StoreFailures.CLAIM,
          name,
          StoreFailures.reason(unusable),
          "Make the directory " + directory + " writable, or name another directory.",
          unusable);
    }
  }

  private NameLock locked(String name) throws IOException {
    NameLock lock = NameLock.take(directory, name + LOCK);
    if (lock == null) {
      throw StoreFailures.failed(
          StoreFailures.CLAIM,
          name,
          "another watcher holds it",
          "Stop that one, or give this one a name of its own.",
          null);
    }
    return lock;
  }

  @Override
  public @Nullable Checkpoint read(String name) {
    return CheckpointFile.of(name, directory).read();
  }

  @Override
  public List<String> names() {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> nameOf(file.getFileName().toString()))
          .filter(CheckpointName::isOne)
          .distinct()
          .sorted()
          .toList();
    } catch (NoSuchFileException nothingYet) {
      return List.of();
    } catch (IOException unreadable) {
      throw StoreFailures.failed(
          StoreFailures.LIST,
          directory.toString(),
          unreadable instanceof NotDirectoryException
              ? "it is no directory"
              : StoreFailures.reason(unreadable),
          "Name a directory that can be read.",
          unreadable);
    }
  }

  /** The name that a file belongs to, or nothing where it is no checkpoint. */
  private static String nameOf(String file) {
    String ending = CheckpointFile.ENDING;
    // A crash in the middle of a save leaves the one before alone.
    String current =
        file.endsWith(ending + CheckpointFile.PREVIOUS)
            ? file.substring(0, file.length() - CheckpointFile.PREVIOUS.length())
            : file;
    return current.endsWith(ending) ? current.substring(0, current.length() - ending.length()) : "";
  }

  @Override
  public boolean delete(String name) {
    CheckpointFile file = CheckpointFile.of(name, directory);
    if (Files.notExists(directory)) {
      return false;
    }
    CheckpointSlot slot = claim(name);
    try {
      return file.delete();
    } finally {
      slot.close();
    }
  }
}
