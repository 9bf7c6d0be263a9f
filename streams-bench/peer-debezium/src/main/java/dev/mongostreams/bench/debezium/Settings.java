package dev.mongostreams.bench.debezium;

import dev.mongostreams.bench.lap.Order;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import org.bson.BsonTimestamp;

/** The properties of an engine: those of its way, from a file beside this class, and of its lap. */
final class Settings {
  private Settings() {}

  /**
   * Settings of one engine.
   *
   * @param order names the way, the server and the collection
   * @param start cluster time of the first change that it shall see
   */
  static Properties of(Order order, BsonTimestamp start) {
    String collection = order.text("database") + "." + order.text("collection");
    Properties settings = file(order.text("way"));
    settings.setProperty("mongodb.connection.string", order.text("uri"));
    settings.setProperty("collection.include.list", collection);
    settings.setProperty("capture.start.op.time", String.valueOf(start.getValue()));
    settings.setProperty("offset.storage.file.filename", offsets().toString());
    if (settings.getProperty("capture.scope", "deployment").equals("collection")) {
      settings.setProperty("capture.target", collection);
    }
    return settings;
  }

  /** A file that is not there yet, so that the engine begins at the start. */
  private static Path offsets() {
    try {
      Path directory = Files.createTempDirectory("streams-debezium");
      Path offsets = directory.resolve("offsets.dat");
      // In the reverse order of these calls, and when the lap is asked to end, too.
      directory.toFile().deleteOnExit();
      offsets.toFile().deleteOnExit();
      return offsets;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static Properties file(String way) {
    Properties settings = new Properties();
    try (InputStream file =
        Objects.requireNonNull(
            Settings.class.getResourceAsStream("/" + way + ".properties"),
            () -> "Cannot run the way " + way + ": there are no settings of that name.")) {
      settings.load(file);
      return settings;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
