package dev.mongostreams.letters;

import dev.mongostreams.failure.DeadLetterFailedException;
import dev.mongostreams.failure.Explanation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps dead letters in one file, a JSON object a line. A letter is on the disk when {@link #write}
 * returns. A line that a crash left unfinished stays where it is and is passed over; the next one
 * begins on a line of its own. A file with a line of anything else is refused and left untouched.
 *
 * <p>Several watchers and processes may share the file: each change is made under a lock of the
 * file {@code .lock} beside it, and waits for the one that is being made. The file holds documents:
 * give the directory the rights of your data.
 */
public final class FileDeadLetterStore implements DeadLetterStore {
  private static final Logger LOG = LoggerFactory.getLogger(FileDeadLetterStore.class);

  /** A lock of a file is the process's own: within it, stores of one file take turns by this. */
  private static final Map<Path, Object> TURNS = new ConcurrentHashMap<>();

  private final Path path;
  private final LetterFile file;
  private final Object turn;

  /** What the file holds as long as it is as {@link #seen}. Guarded by {@link #turn}. */
  private final Set<String> ids = new HashSet<>();

  private @Nullable Seen seen;

  /** The line stays for ever: it is told of once. */
  private volatile boolean told;

  private FileDeadLetterStore(Path path) {
    this.path = path;
    this.file = new LetterFile(path);
    this.turn = TURNS.computeIfAbsent(path, any -> new Object());
  }

  private record Seen(long size, FileTime changed) {}

  /** Tells how many letters it changed. */
  private interface Change {
    int make() throws IOException;
  }

  /**
   * Makes a store in a file, which is created with the first letter.
   *
   * @param file on a local disk, as {@code letters.ndjson}; network file systems may not keep the
   *     promises of rename and lock
   * @return the store
   */
  public static FileDeadLetterStore at(Path file) {
    return new FileDeadLetterStore(file.toAbsolutePath().normalize());
  }

  @Override
  public void write(DeadLetter letter) {
    changed(
        "Cannot write the dead letter",
        () -> {
          refresh();
          if (ids.contains(letter.id())) {
            return 0;
          }
          seen = null;
          file.append(LetterLine.write(letter));
          ids.add(letter.id());
          seen = look();
          return 1;
        });
  }

  @Override
  public void forEach(Consumer<? super DeadLetter> reader) {
    try {
      // Without the lock: lines are only added behind, and a rewritten file is another one.
      file.forEach(
          line -> {
            DeadLetter letter = line.letter();
            if (letter != null) {
              reader.accept(letter);
            } else if (!told) {
              told = true;
              LOG.warn("{} has an unfinished line, left by a crash: passed over.", path);
            }
          });
    } catch (IOException unreadable) {
      throw failed("Cannot read the dead letters", unreadable);
    }
  }

  @Override
  public @Nullable DeadLetter read(String id) {
    DeadLetter[] found = new DeadLetter[1];
    forEach(
        letter -> {
          if (letter.id().equals(id)) {
            found[0] = letter;
          }
        });
    return found[0];
  }

  @Override
  public int delete(Collection<String> wanted) {
    if (Files.notExists(path)) {
      return 0;
    }
    return changed(
        "Cannot delete dead letters",
        () -> {
          refresh();
          Set<String> gone = new HashSet<>(wanted);
          gone.retainAll(ids);
          if (!gone.isEmpty()) {
            seen = null;
            file.rewrite(letter -> gone.contains(letter.id()));
          }
          return gone.size();
        });
  }

  @SuppressWarnings("try") // the lock is held, not used
  private int changed(String what, Change change) {
    synchronized (turn) {
      try (FileChannel channel =
              FileChannel.open(
                  path.resolveSibling(path.getFileName() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        return change.make();
      } catch (IOException | UncheckedIOException failure) {
        throw failed(what, failure);
      }
    }
  }

  /** Reads the file, unless it is still as this store left it. */
  private void refresh() throws IOException {
    Seen now = look();
    if (seen == null || !seen.equals(now)) {
      ids.clear();
      file.forEach(
          line -> {
            DeadLetter letter = line.letter();
            if (letter != null) {
              ids.add(letter.id());
            }
          });
      seen = now;
    }
  }

  private @Nullable Seen look() throws IOException {
    return Files.exists(path) ? new Seen(Files.size(path), Files.getLastModifiedTime(path)) : null;
  }

  private DeadLetterFailedException failed(String what, Exception cause) {
    boolean foreign = cause instanceof LetterFile.ForeignLine;
    return new DeadLetterFailedException(
        new Explanation(
            what,
            path.toString(),
            foreign
                ? String.valueOf(cause.getMessage())
                : "the disk refuses it (" + cause.getClass().getSimpleName() + ")",
            foreign
                ? "It was left as it is: name another file."
                : "Make room in " + path.getParent() + " and check its rights."),
        cause);
  }
}
