package dev.mongostreams.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * What a position belongs to. A position of another stream is accepted by the server and then means
 * something else, so a watcher compares before it asks the server. Immutable.
 *
 * @param parts name and value of each part; a part that is not known is left out and not compared
 */
public record CheckpointIdentity(Map<String, String> parts) {

  /**
   * Copies the parts.
   *
   * @param parts name and value of each part
   */
  public CheckpointIdentity {
    parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /**
   * Tells where this differs from another, in the parts that both know.
   *
   * @param now the identity of the stream that is to go on
   * @return one clause for each part, as {@code scope was aidb.models and is aidb.predictions};
   *     empty when they agree
   */
  public List<String> differences(CheckpointIdentity now) {
    List<String> found = new ArrayList<>();
    parts.forEach(
        (name, was) -> {
          String is = now.parts.get(name);
          if (is != null && !is.equals(was)) {
            found.add(name + " was " + was + " and is " + is);
          }
        });
    return found;
  }

  BsonDocument document() {
    BsonDocument document = new BsonDocument();
    parts.forEach((name, value) -> document.append(name, new BsonString(value)));
    return document;
  }

  static CheckpointIdentity of(BsonDocument document) {
    Map<String, String> parts = new LinkedHashMap<>();
    document.forEach((name, value) -> parts.put(name, value.asString().getValue()));
    return new CheckpointIdentity(parts);
  }
}
