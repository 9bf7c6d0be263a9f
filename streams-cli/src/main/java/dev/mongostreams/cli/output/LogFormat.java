package dev.mongostreams.cli.output;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** How stderr is written. */
public enum LogFormat {
  /** A line for people. */
  text,
  /** One JSON object a line: the log, and what the command itself has to say. */
  json;

  /**
   * Writes so from now on.
   *
   * @param commandLine the command whose notices go to stderr
   */
  public void apply(CommandLine commandLine) {
    if (this == json && LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.iteratorForAppenders()
          .forEachRemaining(
              appender -> {
                if (appender instanceof OutputStreamAppender<ILoggingEvent> stderr) {
                  stderr.setEncoder(encoder(root));
                }
              });
      Logger notices = (Logger) LoggerFactory.getLogger("streams");
      notices.setLevel(Level.INFO);
      commandLine.setErr(new PrintWriter(new LoggedLines(notices), true));
    }
  }

  private static JsonEncoder encoder(Logger root) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(root.getLoggerContext());
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithArguments(false);
    encoder.setWithMessage(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    return encoder;
  }
}
