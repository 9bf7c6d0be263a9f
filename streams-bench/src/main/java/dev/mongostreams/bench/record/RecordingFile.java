package dev.mongostreams.bench.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a recording is stored: {@code recording.json} in the directory of its report. */
public final class RecordingFile {
  /** The name of the file. */
  public static final String NAME = "recording.json";

  private RecordingFile() {}

  /** The file in a directory, or the path itself when it is a file. */
  public static Path at(Path directoryOrFile) {
    boolean file = Files.isRegularFile(directoryOrFile) || directoryOrFile.endsWith(NAME);
    return file ? directoryOrFile : directoryOrFile.resolve(NAME);
  }

  /**
   * Reads the recording of a directory or file.
   *
   * @throws IllegalArgumentException when there is none, or it cannot be understood
   */
  public static Recording read(Path directoryOrFile) throws IOException {
    Path file = at(directoryOrFile);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "Cannot read "
              + file
              + ": there is no such file. Give a recording, or the directory of one.");
    }
    try {
      return RecordingJson.read(Files.readString(file, StandardCharsets.UTF_8));
    } catch (RuntimeException foreign) {
      throw new IllegalArgumentException(
          "Cannot read "
              + file
              + ": it is no recording. Give one that ./streams bench has written.",
          foreign);
    }
  }
}
