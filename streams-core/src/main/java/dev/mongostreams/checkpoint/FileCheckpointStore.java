package dev.mongostreams.checkpoint;

import dev.mongostreams.failure.CheckpointFailedException;
import dev.mongostreams.failure.Explanation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each checkpoint in a file of a directory, with the one before it beside it.
 *
 * <p>A save writes a new file, forces it to the disk and renames it over the old one, so a crash
 * leaves the old checkpoint or the new one. A checksum tells a torn or foreign file, which is
 * refused and left as it is. While a name is claimed its lock file is locked: a second process is
 * refused at its start.
 */
public final class FileCheckpointStore implements CheckpointStore {
  private static final String ENDING = ".checkpoint";

  private final Path directory;

  private FileCheckpointStore(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes a store in a directory, which is created with the first checkpoint.
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
    CheckpointFile file = file(name);
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve(name + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      FileLock lock = lock(channel);
      if (lock == null) {
        channel.close();
        throw failed(
            "Cannot claim the checkpoint",
            name,
            "another watcher holds it",
            "Stop that one, or give this one a name of its own.",
            null);
      }
      try {
        return new FileSlot(file, channel, file.read());
      } catch (RuntimeException unreadable) {
        channel.close();
        throw unreadable;
      }
    } catch (IOException unusable) {
      throw failed(
          "Cannot claim the checkpoint",
          name,
          "the directory cannot be written (" + unusable.getClass().getSimpleName() + ")",
          "Make " + directory + " writable, or name another directory.",
          unusable);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }

  @Override
  public @Nullable Checkpoint read(String name) {
    return file(name).read();
  }

  @Override
  public List<String> names() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(ENDING))
          .map(file -> file.substring(0, file.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw failed(
          "Cannot list the checkpoints",
          directory.toString(),
          "the directory cannot be read",
          "Check its rights.",
          unreadable);
    }
  }

  @Override
  public boolean delete(String name) {
    CheckpointSlot slot = claim(name);
    try {
      return file(name).delete();
    } finally {
      slot.close();
    }
  }

  private CheckpointFile file(String name) {
    if (!name.matches("[A-Za-z0-9._-]{1,100}") || name.startsWith(".")) {
      throw new IllegalArgumentException(
          "Cannot name a checkpoint \""
              + name.replaceAll("\\p{Cntrl}", "?")
              + "\": a name has 1 to 100 letters, digits, dots, dashes and underscores, and does not"
              + " start with a dot. Give such a name.");
    }
    return new CheckpointFile(name, directory.resolve(name + ENDING));
  }

  static CheckpointFailedException failed(
      String what, String on, String why, String cure, @Nullable Throwable cause) {
    return new CheckpointFailedException(new Explanation(what, on, why, cure), cause);
  }

  private static final class FileSlot implements CheckpointSlot {
    private final CheckpointFile file;
    private final FileChannel lock;
    private final @Nullable Checkpoint loaded;

    FileSlot(CheckpointFile file, FileChannel lock, @Nullable Checkpoint loaded) {
      this.file = file;
      this.lock = lock;
      this.loaded = loaded;
    }

    @Override
    public @Nullable Checkpoint loaded() {
      return loaded;
    }

    @Override
    public void save(Checkpoint checkpoint) {
      if (!lock.isOpen()) {
        throw MemoryCheckpointStore.fenced(file.name());
      }
      file.write(checkpoint);
    }

    @Override
    public void close() {
      try {
        lock.close();
      } catch (IOException alreadyGone) {
        throw failed(
            "Cannot give back the checkpoint",
            file.name(),
            "its lock file cannot be closed",
            "It is free when this process has ended.",
            alreadyGone);
      }
    }
  }
}
