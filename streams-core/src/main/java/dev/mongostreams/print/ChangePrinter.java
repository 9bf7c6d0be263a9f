package dev.mongostreams.print;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeHandler;
import dev.mongostreams.Operation;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/**
 * Prints each change as one line for people: time, operation, namespace, key, and what changed, cut
 * to a width. Control characters of the data are shown as {@code ?}: a document must not steer a
 * terminal.
 *
 * <p>For one thread at a time, as handlers are. Prints documents: not for logs that others read.
 */
public final class ChangePrinter implements ChangeHandler {
  private static final JsonWriterSettings JSON =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
  private static final int DEFAULT_WIDTH = 120;
  private static final String RESET = "\u001b[0m";

  private final Appendable out;
  private final int width;
  private final boolean colour;

  private ChangePrinter(Appendable out, int width, boolean colour) {
    this.out = out;
    this.width = width;
    this.colour = colour;
  }

  /**
   * Makes a printer of lines of 120 characters at most, without colours.
   *
   * @param out where the lines go, as {@code System.out}
   * @return the printer
   */
  public static ChangePrinter to(Appendable out) {
    return new ChangePrinter(out, DEFAULT_WIDTH, false);
  }

  /**
   * Changes the width.
   *
   * @param characters of a line at most, from 40
   * @return another printer
   * @throws IllegalArgumentException when it is less than 40
   */
  public ChangePrinter width(int characters) {
    if (characters < 40) {
      throw new IllegalArgumentException(
          "Cannot print in " + characters + " characters: give a width of at least 40.");
    }
    return new ChangePrinter(out, characters, colour);
  }

  /**
   * Turns colours on or off.
   *
   * @param on true for a terminal that understands ANSI colours
   * @return another printer
   */
  public ChangePrinter colour(boolean on) {
    return new ChangePrinter(out, width, on);
  }

  @Override
  public void onChange(ChangeEvent change) throws IOException {
    out.append(line(change)).append('\n');
  }

  private String line(ChangeEvent change) {
    String operation = String.format(Locale.ROOT, "%-8s", change.operationName());
    StringBuilder line = new StringBuilder(width + 16);
    line.append(time(change)).append(' ');
    int before = line.length();
    line.append(operation).append(' ').append(namespace(change));
    BsonDocument key = change.documentKey();
    if (key != null) {
      line.append(' ').append(key.toJson(JSON));
    }
    line.append(' ').append(what(change));
    cut(line);
    if (colour) {
      line.insert(before + operation.length(), RESET).insert(before, colourOf(change.operation()));
    }
    return line.toString();
  }

  private void cut(StringBuilder line) {
    if (line.length() > width) {
      line.setLength(width - 3);
      line.append("...");
    }
    for (int i = 0; i < line.length(); i++) {
      if (Character.isISOControl(line.charAt(i))) {
        line.setCharAt(i, '?');
      }
    }
  }

  private static String time(ChangeEvent change) {
    Instant time = change.wallTime();
    BsonTimestamp clusterTime = change.clusterTime();
    if (time == null && clusterTime != null) {
      time = Instant.ofEpochSecond(Integer.toUnsignedLong(clusterTime.getTime()));
    }
    return time == null ? "--:--:--.---" : TIME.format(time.atZone(ZoneId.systemDefault()));
  }

  private static String namespace(ChangeEvent change) {
    return change.collection().isEmpty()
        ? change.database()
        : change.database() + "." + change.collection();
  }

  private static String what(ChangeEvent change) {
    return switch (change.operation()) {
      case INSERT, REPLACE -> json(change, "fullDocument");
      case UPDATE -> updated(change);
      case RENAME -> "to " + change.renamedTo();
      default -> "";
    };
  }

  private static String updated(ChangeEvent change) {
    String set = json(change, "updateDescription.updatedFields");
    return change.removedFields().isEmpty()
        ? "set " + set
        : "set " + set + " removed " + change.removedFields();
  }

  private static String json(ChangeEvent change, String path) {
    BsonDocument part = change.document(path);
    if (part == null) {
      return "";
    }
    BsonDocument shown = new BsonDocument();
    part.forEach(
        (name, value) -> {
          if (!name.equals("_id")) { // it stands before, as the key
            shown.append(name, value);
          }
        });
    return shown.toJson(JSON);
  }

  private static String colourOf(Operation operation) {
    return switch (operation) {
      case INSERT -> "\u001b[32m";
      case UPDATE, REPLACE -> "\u001b[33m";
      case DELETE -> "\u001b[31m";
      default -> "\u001b[36m";
    };
  }
}
