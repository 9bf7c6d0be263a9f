package dev.mongostreams.bench.sync;

import dev.mongostreams.ChangeEvent;
import java.util.List;
import java.util.Objects;
import org.bson.Document;

/** A model, as its document has it and as its row has it. */
record Model(
    long id,
    String name,
    String architecture,
    long parameters,
    double accuracy,
    String description) {
  private static final List<String> ARCHITECTURES = List.of("cnn", "transformer", "lstm");
  private static final String TEXT = "Classifies pictures of cats and dogs. ".repeat(8);

  /** The model of that number, the other the newer it is. */
  static Model of(long id, int version) {
    return new Model(
        id,
        "model-" + id,
        ARCHITECTURES.get((int) (id % ARCHITECTURES.size())),
        1_000 * id + version,
        0.5 + (id + version) % 1_000 / 2_048.0,
        TEXT + id);
  }

  /** The model that a document holds. */
  static Model of(Document document) {
    return new Model(
        document.getLong("_id"),
        document.getString("name"),
        document.getString("architecture"),
        document.getLong("parameters"),
        document.getDouble("accuracy"),
        document.getString("description"));
  }

  /** The model as a change brings it. The histories here delete none that they have updated. */
  static Model of(ChangeEvent change) {
    return of(Objects.requireNonNull(change.fullDocument()));
  }

  /** The number of the model that was changed. */
  static long id(ChangeEvent change) {
    return Objects.requireNonNull(change.documentId()).asInt64().getValue();
  }

  Document document() {
    return new Document("_id", id)
        .append("name", name)
        .append("architecture", architecture)
        .append("parameters", parameters)
        .append("accuracy", accuracy)
        .append("description", description);
  }
}
