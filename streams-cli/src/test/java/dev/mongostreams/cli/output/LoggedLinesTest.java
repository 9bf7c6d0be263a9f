package dev.mongostreams.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggedLinesTest {
  private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
  private final PrintWriter err = new PrintWriter(new LoggedLines(logger()), true);

  private Logger logger() {
    Logger logger = new LoggerContext().getLogger("streams");
    logger.addAppender(heard);
    heard.start();
    return logger;
  }

  @Test
  void aLineIsOneEventWhenItEnds() {
    err.print("watching ");
    err.print("aidb");
    assertThat(heard.list).isEmpty();

    err.print("\r\n\n");

    assertThat(heard.list)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getFormattedMessage()).isEqualTo("watching aidb");
              assertThat(event.getLevel()).isEqualTo(Level.INFO);
            });
  }

  @Test
  void whatIsWrongIsAnErrorWithItsReason() {
    err.println("streams: Cannot connect");
    err.println("  why: it refuses");
    err.println("warning: the pipeline");

    assertThat(heard.list)
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(Level.ERROR, Level.ERROR, Level.WARN);
    assertThat(heard.list.get(1).getFormattedMessage()).isEqualTo("why: it refuses");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gap: changes of aidb were not delivered",
        "saving the checkpoint failed, attempt 1",
        "no progress on aidb for 1 min",
        "history: 80 % of the server's history",
        "failed: aidb: it is refused; a little time is left"
      })
  void whatMayLoseChangesIsAWarning(String notice) {
    err.println(notice);

    assertThat(heard.list.get(0).getLevel()).isEqualTo(Level.WARN);
  }

  @Test
  void bracesAreNoPlaceholders() {
    err.println("operations {}");

    assertThat(heard.list.get(0).getFormattedMessage()).isEqualTo("operations {}");
  }
}
