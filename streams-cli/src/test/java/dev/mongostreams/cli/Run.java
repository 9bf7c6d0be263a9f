package dev.mongostreams.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mongostreams.cli.output.LineSink;
import dev.mongostreams.cli.output.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import picocli.CommandLine;

/** What one call of the command line did, in process. */
public record Run(int code, String out, String err) {

  public static Run of(String... arguments) {
    return into(new ByteArrayOutputStream(), arguments);
  }

  /** Runs with variables of the environment. */
  public static Run with(Map<String, String> environment, String... arguments) {
    return into(new ByteArrayOutputStream(), environment, arguments);
  }

  /** Writes to something of the test's own. */
  static Run into(ByteArrayOutputStream out, String... arguments) {
    return into(out, Map.of(), arguments);
  }

  private static Run into(
      ByteArrayOutputStream out, Map<String, String> environment, String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Main.commandLine(
                new LineSink(out), new Terminal(120, false), new Shutdown(Thread.currentThread()))
            .setErr(new PrintWriter(err))
            .setOut(new PrintWriter(out, true, UTF_8));
    int code = Main.execute(commandLine, environment, arguments);
    return new Run(code, out.toString(UTF_8), err.toString());
  }
}
