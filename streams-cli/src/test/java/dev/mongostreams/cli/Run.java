package dev.mongostreams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mongostreams.cli.output.LineSink;
import dev.mongostreams.cli.output.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What one call of the command line did, in process. */
public record Run(int code, String out, String err) {

  public static Run of(String... arguments) {
    return into(new ByteArrayOutputStream(), arguments);
  }

  /** Writes to something of the test's own. */
  static Run into(ByteArrayOutputStream out, String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Main.commandLine(
                new LineSink(out), new Terminal(120, false), new Shutdown(Thread.currentThread()))
            .setErr(new PrintWriter(err))
            .setOut(new PrintWriter(out, true, UTF_8));
    int code = commandLine.execute(arguments);
    return new Run(code, out.toString(UTF_8), err.toString());
  }
}
