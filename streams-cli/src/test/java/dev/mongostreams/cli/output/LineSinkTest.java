package dev.mongostreams.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineSinkTest {
  @Test
  void writesAllLinesInOnePiece() {
    Counted out = new Counted();
    LineSink sink = new LineSink(out);
    sink.line().append("one");
    sink.endLine();
    sink.line().append("two");
    sink.endLine();

    assertThat(sink.flush()).isTrue();

    assertThat(out.toString(UTF_8)).isEqualTo("one\ntwo\n");
    assertThat(out.writes).isEqualTo(1);
  }

  @Test
  void tellsThatItsReaderHasGone() {
    assertThat(failing("Broken pipe").flush()).isFalse();
  }

  @Test
  void failsWhenTheDiskIsFull() {
    LineSink sink = failing("No space left on device");

    assertThatThrownBy(sink::flush)
        .isInstanceOf(OutputFailedException.class)
        .hasMessage(
            "Cannot write to stdout: No space left on device. Make room or write elsewhere; the events"
                + " not written come again after the last one that was.");
  }

  @Test
  void knowsAFileThatAKilledRunLeftInHalfALine(@TempDir Path dir) throws IOException {
    assertThat(LineSink.endsInHalfALine(Files.writeString(dir.resolve("half"), "{\"a"))).isTrue();
    assertThat(LineSink.endsInHalfALine(Files.writeString(dir.resolve("whole"), "{}\n"))).isFalse();
    assertThat(LineSink.endsInHalfALine(Files.writeString(dir.resolve("empty"), ""))).isFalse();
    assertThat(LineSink.endsInHalfALine(dir.resolve("none"))).isFalse();
  }

  private static LineSink failing(String why) {
    LineSink sink =
        new LineSink(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException(why);
              }
            });
    sink.line().append("x");
    return sink;
  }

  private static final class Counted extends ByteArrayOutputStream {
    private int writes;

    @Override
    public void write(byte[] bytes) {
      writes++;
      writeBytes(bytes);
    }
  }
}
