package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.cli.output.LineSink;
import dev.mongostreams.cli.output.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The doctor, when Ctrl-C comes while it asks. */
class DoctorInterruptedTest {
  private final Shutdown shutdown = new Shutdown(Thread.currentThread());
  private final StringWriter said = new StringWriter();

  @AfterEach
  void leaveNoInterrupt() {
    Thread.interrupted();
  }

  @Test
  void endsAsInterruptedAndReportsNothing() {
    CommandLine streams =
        Main.commandLine(
                new LineSink(new ByteArrayOutputStream()), new Terminal(120, false), shutdown)
            .setErr(new PrintWriter(said))
            .setOut(new PrintWriter(said));
    shutdown.request(ExitCode.INTERRUPTED);

    int code =
        Main.execute(streams, Map.of(), "doctor", "--uri", "mongodb://localhost:1/?replicaSet=rs0");

    assertThat(code).isEqualTo(130);
    assertThat(said.toString()).isEmpty();
  }
}
