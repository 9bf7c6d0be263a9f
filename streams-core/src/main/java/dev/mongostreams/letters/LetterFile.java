package dev.mongostreams.letters;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file of dead letters. Lines are added at its end; a line is taken out by writing
 * the rest beside it and renaming that over it, so a crash leaves the old file or the new one.
 *
 * @param path of the file
 */
record LetterFile(Path path) {
  private static final int BUFFER = 1 << 16;

  /** What is done with a line. */
  interface LineReader {
    void read(LetterLine line) throws IOException;
  }

  /** The line cannot be ours. */
  static final class ForeignLine extends IOException {
    private static final long serialVersionUID = 1L;

    ForeignLine(long number, String why) {
      super("line " + number + " cannot be read: " + why);
    }
  }

  /** Goes through all lines; through none when there is no file. */
  void forEach(LineReader reader) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new ForeignLine(1, "it is not a regular file");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
      byte[] line = next(in, 1);
      for (long number = 1; line != null; line = next(in, ++number)) {
        if (line.length > 0) {
          reader.read(parsed(line, number));
        }
      }
    } catch (NoSuchFileException none) {
      return;
    }
  }

  private static LetterLine parsed(byte[] line, long number) throws ForeignLine {
    try {
      return LetterLine.read(line);
    } catch (IllegalArgumentException notOurs) {
      throw new ForeignLine(number, String.valueOf(notOurs.getMessage()));
    }
  }

  /**
   * The bytes up to the next newline, or null at the end. A file that a power failure left longer
   * than what was written has zeros there: those at the start of a line are passed over. Somebody
   * else's line is refused at its first bytes: it may be without end.
   */
  private static byte @Nullable [] next(InputStream in, long number) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int read = in.read();
    if (read < 0) {
      return null;
    }
    for (; read >= 0 && read != '\n'; read = in.read()) {
      if (read == 0 && line.size() == 0) {
        continue;
      }
      if (line.size() < LetterLine.START.length && read != LetterLine.START[line.size()]) {
        throw new ForeignLine(number, "it is no dead letter");
      }
      line.write(read);
    }
    return line.toByteArray();
  }

  /**
   * Adds a line, forced to the disk; on a failure the file is as it was, or ends in half a line.
   */
  void append(byte[] line) throws IOException {
    boolean fresh = Files.notExists(path);
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      append(channel, line);
    }
    if (fresh) {
      forceDirectory();
    }
  }

  /** Adds a line to an open file; begins a new line if the last one was left unfinished. */
  static void append(FileChannel channel, byte[] line) throws IOException {
    long end = channel.size();
    int before = endsInHalfALine(channel, end) ? 1 : 0;
    ByteBuffer left = ByteBuffer.allocate(before + line.length + 1);
    if (before == 1) {
      left.put((byte) '\n');
    }
    left.put(line).put((byte) '\n').flip();
    try {
      channel.position(end);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    } catch (IOException failure) {
      cutBack(channel, end, failure);
      throw failure;
    }
  }

  private static boolean endsInHalfALine(FileChannel channel, long end) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n';
  }

  private static void cutBack(FileChannel channel, long end, IOException failure) {
    try {
      channel.truncate(end);
    } catch (IOException notEvenThat) {
      // Half a line stays: the next one begins on a line of its own.
      failure.addSuppressed(notEvenThat);
    }
  }

  /** Takes lines out; the others stay byte for byte, torn ones too. */
  void rewrite(Predicate<DeadLetter> gone) throws IOException {
    Path target = path.toRealPath();
    Path fresh = target.resolveSibling(target.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      takeRightsOf(target, fresh);
      OutputStream out = Channels.newOutputStream(channel);
      forEach(
          line -> {
            DeadLetter letter = line.letter();
            if (letter == null || !gone.test(letter)) {
              out.write(line.bytes());
              out.write('\n');
            }
          });
      channel.force(true);
    } catch (IOException | RuntimeException failure) {
      Files.deleteIfExists(fresh);
      throw failure;
    }
    move(fresh, target);
    forceDirectory();
  }

  /**
   * Whoever could write the old file can write the new one, and nobody else can read it. An
   * operator's rewrite must not lock the watcher out.
   */
  private static void takeRightsOf(Path old, Path fresh) throws IOException {
    PosixFileAttributeView from = Files.getFileAttributeView(old, PosixFileAttributeView.class);
    PosixFileAttributeView to = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
    if (from == null || to == null) {
      return;
    }
    PosixFileAttributes rights = from.readAttributes();
    PosixFileAttributes mine = to.readAttributes();
    to.setPermissions(rights.permissions());
    if (!rights.owner().equals(mine.owner())) {
      to.setOwner(rights.owner());
    }
    if (!rights.group().equals(mine.group())) {
      to.setGroup(rights.group());
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException coarse) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** A new name is on the disk when its directory is; where those cannot be opened it has to do. */
  private void forceDirectory() throws IOException {
    Path parent = path.toRealPath().getParent();
    if (parent != null && !System.getProperty("os.name", "").startsWith("Windows")) {
      try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }
}
