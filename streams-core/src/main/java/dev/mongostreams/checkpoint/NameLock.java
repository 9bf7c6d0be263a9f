package dev.mongostreams.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The lock on a file, held until it is closed or the process has ended. Usable by any thread.
 *
 * <p>POSIX gives up a process's lock on a file when any of its channels on that file is closed. So
 * a file that is held here is never opened a second time: {@link #HELD} is asked first.
 */
final class NameLock implements AutoCloseable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private NameLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock, or returns null when somebody holds it. */
  static @Nullable NameLock take(Path directory, String fileName) throws IOException {
    Path file = directory.toRealPath().resolve(fileName);
    if (!HELD.add(file)) {
      return null;
    }
    NameLock lock = null;
    try {
      lock = open(file);
    } finally {
      if (lock == null) {
        HELD.remove(file);
      }
    }
    return lock;
  }

  private static @Nullable NameLock open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByAnotherLoader) {
      return null;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked ? new NameLock(file, channel) : null;
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(file);
    }
  }
}
