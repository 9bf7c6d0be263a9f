package dev.mongostreams.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonParseException;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/**
 * One checkpoint on a disk: a line of JSON, then a line with its checksum. Beside it stands the one
 * before, under {@code .previous}. Nothing here can be interrupted: the last save of a stop may
 * come in an interrupted thread.
 *
 * @param name of the checkpoint
 * @param path of its file
 */
record CheckpointFile(String name, Path path) {
  static final String ENDING = ".checkpoint";
  static final String PREVIOUS = ".previous";
  private static final String FRESH = ".new";

  /** Far more than a position takes: what is larger is somebody else's. */
  private static final long MOST_BYTES = 1 << 24;

  private static final JsonWriterSettings JSON =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();
  private static final String CHECKSUM = "crc32c:";

  /** Why a file is no checkpoint, as a clause. */
  private static final class NotOneException extends Exception {
    private static final long serialVersionUID = 1L;

    NotOneException(String why, @Nullable Throwable cause) {
      super(why, cause);
    }
  }

  static CheckpointFile of(String name, Path directory) {
    return new CheckpointFile(name, directory.resolve(CheckpointName.checked(name) + ENDING));
  }

  /** What was saved last, or null when nothing was. */
  @Nullable Checkpoint read() {
    try {
      return readOrRefuse(path);
    } catch (NoSuchFileException missing) {
      // A crash between the two renames of a save leaves the one before as the newest.
      try {
        return readOrRefuse(beside(PREVIOUS));
      } catch (NoSuchFileException nothing) {
        refuseNoDirectory(nothing);
        return null;
      }
    }
  }

  /** JDK 25 takes a file below a file for one that is missing; older ones do not. */
  private void refuseNoDirectory(NoSuchFileException nothing) {
    Path directory = path.getParent();
    if (directory != null && Files.exists(directory) && !Files.isDirectory(directory)) {
      throw StoreFailures.failed(
          StoreFailures.READ,
          path.toString(),
          "its directory is a file",
          "Name a directory that can be read.",
          nothing);
    }
  }

  private Checkpoint readOrRefuse(Path from) throws NoSuchFileException {
    try {
      return parsed(from);
    } catch (NoSuchFileException missing) {
      throw missing;
    } catch (IOException unreadable) {
      throw StoreFailures.failed(
          StoreFailures.READ,
          from.toString(),
          StoreFailures.reason(unreadable),
          "Check its rights and those of its directory.",
          unreadable);
    } catch (NotOneException notOne) {
      throw StoreFailures.failed(
          StoreFailures.READ,
          from.toString(),
          String.valueOf(notOne.getMessage()),
          "It was left as it is: move it "
              + andTheOneBefore(from)
              + "away to start anew"
              + orTheOneBefore(from),
          notOne.getCause());
    }
  }

  /** Else that one would be taken. */
  private String andTheOneBefore(Path refused) {
    Path before = beside(PREVIOUS);
    return refused.equals(before) || !Files.exists(before)
        ? ""
        : "and " + before.getFileName() + " ";
  }

  private String orTheOneBefore(Path refused) {
    Path before = beside(PREVIOUS);
    if (!refused.equals(before)) {
      try {
        return ", or put the one before in its place: "
            + before.getFileName()
            + " is whole and was saved at "
            + parsed(before).savedAt()
            + ".";
      } catch (IOException | NotOneException noHelp) {
        return ".";
      }
    }
    return ".";
  }

  private static Checkpoint parsed(Path from) throws IOException, NotOneException {
    if (Files.size(from) > MOST_BYTES) {
      throw new NotOneException("it is larger than any checkpoint", null);
    }
    byte[] bytes = Files.readAllBytes(from);
    if (bytes.length == 0) {
      throw new NotOneException("it is empty", null);
    }
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    byte[] line = Arrays.copyOf(bytes, end);
    if (!Arrays.equals(bytes, signed(line))) {
      throw new NotOneException("it is torn, or no checkpoint", null);
    }
    try {
      return Checkpoint.parse(BsonDocument.parse(new String(line, UTF_8)));
    } catch (JsonParseException notJson) {
      throw new NotOneException("it is no checkpoint", notJson);
    } catch (IllegalArgumentException notOurs) {
      throw new NotOneException(String.valueOf(notOurs.getMessage()), notOurs);
    }
  }

  /** Saves, so that a crash at any moment leaves this one or the one before. */
  void write(Checkpoint checkpoint) {
    Path fresh = beside(FRESH);
    try {
      try (OutputStream out =
          Files.newOutputStream(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE,
              StandardOpenOption.SYNC)) {
        out.write(signed(checkpoint.document().toJson(JSON).getBytes(UTF_8)));
      }
      if (Files.exists(path)) {
        move(path, beside(PREVIOUS));
      }
      move(fresh, path);
      forceDirectory();
    } catch (IOException failure) {
      throw StoreFailures.failed(
          StoreFailures.SAVE,
          name,
          StoreFailures.reason(failure),
          "Make room in " + path.getParent() + " and check its rights.",
          failure);
    }
  }

  /** Forgets it and the one before; false when there was none. */
  boolean delete() {
    try {
      Files.deleteIfExists(beside(FRESH));
      // The one before goes first: a crash in between must not bring it back.
      boolean was = Files.deleteIfExists(beside(PREVIOUS));
      was |= Files.deleteIfExists(path);
      forceDirectory();
      return was;
    } catch (IOException failure) {
      throw StoreFailures.failed(
          StoreFailures.DELETE,
          name,
          StoreFailures.reason(failure),
          "Check the rights of " + path.getParent() + ".",
          failure);
    }
  }

  private Path beside(String ending) {
    return path.resolveSibling(path.getFileName() + ending);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException coarse) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * A rename is on the disk when its directory is; where directories cannot be opened it has to do.
   * This kind of channel is the one that an interrupt does not close.
   */
  private void forceDirectory() throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null && !System.getProperty("os.name", "").startsWith("Windows")) {
      try (AsynchronousFileChannel directory =
          AsynchronousFileChannel.open(parent, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  private static byte[] signed(byte[] line) {
    CRC32C crc = new CRC32C();
    crc.update(line);
    byte[] checksum = ('\n' + CHECKSUM + Long.toHexString(crc.getValue()) + '\n').getBytes(UTF_8);
    byte[] all = Arrays.copyOf(line, line.length + checksum.length);
    System.arraycopy(checksum, 0, all, line.length, checksum.length);
    return all;
  }
}
