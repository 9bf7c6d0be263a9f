package dev.mongostreams.cli.convert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonValue;
import org.bson.json.JsonParseException;

/** Reads a filter or a pipeline from JSON, given on the command line or in a file. */
public final class JsonStages {
  private JsonStages() {}

  /**
   * Reads an array of stages.
   *
   * @param text JSON, or {@code @name} to read it from a file
   * @return the stages
   * @throws IllegalArgumentException when it is none
   */
  public static List<BsonDocument> pipeline(String text) {
    List<BsonDocument> stages = new ArrayList<>();
    try {
      for (BsonValue stage :
          BsonArray.parse(text.startsWith("@") ? file(text.substring(1)) : text)) {
        if (!stage.isDocument() || stage.asDocument().size() != 1) {
          throw refused("stage " + (stages.size() + 1) + " is not a document with one key");
        }
        stages.add(stage.asDocument());
      }
    } catch (JsonParseException | BsonInvalidOperationException | IllegalStateException malformed) {
      throw refused("it is not a JSON array");
    }
    return stages;
  }

  /**
   * Reads a filter.
   *
   * @param text JSON
   * @return the filter
   * @throws IllegalArgumentException when it is none
   */
  public static BsonDocument filter(String text) {
    try {
      return BsonDocument.parse(text);
    } catch (JsonParseException | BsonInvalidOperationException | IllegalStateException malformed) {
      throw new IllegalArgumentException(
          "Cannot read --where: it is not a JSON document. Write it as"
              + " '{\"fullDocument.confidence\": {\"$gte\": 0.9}}'.");
    }
  }

  private static String file(String name) {
    try {
      return Files.readString(Path.of(name));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "Cannot read the pipeline from \""
              + name
              + "\": the file cannot be read. Check its path.");
    }
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        "Cannot read --pipeline: "
            + why
            + ". Write an array of stages with one key each, as '[{\"$match\": {\"operationType\":"
            + " \"insert\"}}]', or @FILE.");
  }
}
