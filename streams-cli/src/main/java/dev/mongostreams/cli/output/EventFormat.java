package dev.mongostreams.cli.output;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.print.ChangePrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** How an event becomes a line. */
public enum EventFormat {
  /**
   * For people: time, operation, namespace, key, and what changed, in the width of the terminal.
   */
  text {
    @Override
    public void write(ChangeEvent change, LineSink sink, Terminal terminal) {
      try {
        ChangePrinter.to(sink.line())
            .width(terminal.width())
            .colour(terminal.colour())
            .onChange(change);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
  },

  /** For programs: the server's event as relaxed Extended JSON. */
  json {
    @Override
    public void write(ChangeEvent change, LineSink sink, Terminal terminal) {
      sink.line().append(json(change));
      sink.endLine();
    }
  };

  private static final JsonWriterSettings RELAXED =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

  /**
   * The server's event as programs get it.
   *
   * @param change the event
   * @return one line of relaxed Extended JSON, without its end
   */
  public static String json(ChangeEvent change) {
    return change.raw().toJson(RELAXED);
  }

  /**
   * Adds an event to the sink as one line or more.
   *
   * @param change the event
   * @param sink where to
   * @param terminal what stdout can show
   */
  public abstract void write(ChangeEvent change, LineSink sink, Terminal terminal);
}
