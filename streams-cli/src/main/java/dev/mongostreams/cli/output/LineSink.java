package dev.mongostreams.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gathers lines and writes them in one piece, so that a reader never sees half a line of ours.
 * Notices what a print stream hides: a full disk, and a reader that has gone. For one thread.
 */
public final class LineSink {
  private final OutputStream out;
  private final StringBuilder gathered = new StringBuilder();

  /**
   * Makes a sink.
   *
   * @param out where lines go; not closed
   */
  public LineSink(OutputStream out) {
    this.out = out;
  }

  /**
   * The process's own stdout; on a file that a killed run left without its last newline, after one.
   *
   * @return the sink
   */
  @SuppressWarnings("resource") // stdout is not ours to close
  public static LineSink stdout() {
    FileOutputStream stdout = new FileOutputStream(FileDescriptor.out);
    LineSink sink = new LineSink(stdout);
    if (endsInHalfALine(Path.of("/proc/self/fd/1"))) {
      sink.gathered.append('\n');
    }
    return sink;
  }

  /**
   * Tells whether a regular file ends in something else than a newline.
   *
   * @param file any path
   * @return false also for what is no regular file, or cannot be read
   */
  public static boolean endsInHalfALine(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (FileInputStream in = new FileInputStream(file.toFile());
        FileChannel channel = in.getChannel()) {
      if (channel.size() == 0) {
        return false;
      }
      channel.position(channel.size() - 1);
      return in.read() != '\n';
    } catch (IOException notReadable) {
      return false;
    }
  }

  /**
   * Where the next line is written to; end it with {@link #endLine}.
   *
   * @return what is gathered
   */
  public StringBuilder line() {
    return gathered;
  }

  /** Ends a line. */
  public void endLine() {
    gathered.append('\n');
  }

  /**
   * Writes what was gathered.
   *
   * @return false when nobody reads any more
   * @throws OutputFailedException when it cannot be written
   */
  public boolean flush() {
    if (gathered.length() == 0) {
      return true;
    }
    try {
      out.write(gathered.toString().getBytes(UTF_8));
      out.flush();
      gathered.setLength(0);
      return true;
    } catch (IOException failure) {
      if (isClosedPipe(failure)) {
        return false;
      }
      throw new OutputFailedException(failure);
    }
  }

  /**
   * The JDK has no type for EPIPE; its text is the C library's, in the C locale that Java runs in.
   */
  private static boolean isClosedPipe(IOException failure) {
    String text = failure.getMessage();
    return text != null && (text.contains("Broken pipe") || text.contains("pipe is being closed"));
  }
}
