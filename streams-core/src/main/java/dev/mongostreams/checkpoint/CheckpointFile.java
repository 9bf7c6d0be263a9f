package dev.mongostreams.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/**
 * One checkpoint on a disk: a line of JSON, then a line with its checksum. Beside it stands the one
 * before, under {@code .previous}.
 *
 * @param name of the checkpoint
 * @param path of its file
 */
record CheckpointFile(String name, Path path) {
  private static final JsonWriterSettings JSON =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();
  private static final String CHECKSUM = "crc32c:";

  /** What was saved last, or null when nothing was. */
  @Nullable Checkpoint read() {
    if (Files.exists(path)) {
      return read(path);
    }
    // A crash between the two renames of a save leaves the one before as the newest.
    return Files.exists(previous()) ? read(previous()) : null;
  }

  private Checkpoint read(Path from) {
    try {
      String text = Files.readString(from, UTF_8);
      int end = text.indexOf('\n');
      if (end < 0 || !text.substring(end + 1).equals(checksum(text.substring(0, end)))) {
        throw refused(from, "it is torn, or no checkpoint", null);
      }
      return Checkpoint.parse(BsonDocument.parse(text.substring(0, end)));
    } catch (IOException unreadable) {
      throw refused(
          from, "it cannot be read (" + unreadable.getClass().getSimpleName() + ")", unreadable);
    } catch (IllegalArgumentException notOurs) {
      throw refused(from, String.valueOf(notOurs.getMessage()), notOurs);
    }
  }

  /** Saves, so that a crash at any moment leaves this one or the one before. */
  void write(Checkpoint checkpoint) {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    String line = checkpoint.document().toJson(JSON);
    try {
      force(fresh, (line + '\n' + checksum(line)).getBytes(UTF_8));
      if (Files.exists(path)) {
        move(path, previous());
      }
      move(fresh, path);
      forceDirectory();
    } catch (IOException failure) {
      throw FileCheckpointStore.failed(
          "Cannot save the checkpoint",
          name,
          "the disk refuses it (" + failure.getClass().getSimpleName() + ")",
          "Make room in " + path.getParent() + " and check its rights.",
          failure);
    }
  }

  /** Forgets it and the one before; false when there was none. */
  boolean delete() {
    try {
      boolean was = Files.deleteIfExists(path);
      return Files.deleteIfExists(previous()) || was;
    } catch (IOException failure) {
      throw FileCheckpointStore.failed(
          "Cannot delete the checkpoint",
          name,
          "the disk refuses it",
          "Check its rights.",
          failure);
    }
  }

  private Path previous() {
    return path.resolveSibling(path.getFileName() + ".previous");
  }

  private static void force(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
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
   */
  private void forceDirectory() throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null && !System.getProperty("os.name", "").startsWith("Windows")) {
      try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  private static String checksum(String line) {
    CRC32C crc = new CRC32C();
    crc.update(line.getBytes(UTF_8));
    return CHECKSUM + Long.toHexString(crc.getValue()) + '\n';
  }

  private RuntimeException refused(Path from, String why, @Nullable Throwable cause) {
    String also =
        !from.equals(previous()) && Files.exists(previous())
            ? " The one before stands in " + previous().getFileName() + "."
            : "";
    return FileCheckpointStore.failed(
        "Cannot read the checkpoint",
        from.toString(),
        why,
        "It was left as it is: move it away to start anew." + also,
        cause);
  }
}
