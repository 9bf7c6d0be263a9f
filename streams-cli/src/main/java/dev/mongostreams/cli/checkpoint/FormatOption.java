package dev.mongostreams.cli.checkpoint;

import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import picocli.CommandLine.Option;

/** Says for whom to print. */
public final class FormatOption {
  private static final JsonWriterSettings RELAXED =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

  /** For people, or for programs. */
  enum Format {
    text,
    json
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text for people, json for programs. Default: text")
  private Format format;

  /**
   * Tells for whom.
   *
   * @return true for programs
   */
  public boolean json() {
    return format == Format.json;
  }

  /**
   * A document as one line.
   *
   * @param document any
   * @return JSON as people read it
   */
  public static String line(BsonDocument document) {
    return document.toJson(RELAXED);
  }
}
