package dev.mongostreams.demo.dashboard;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.demo.feed.FeedRow;
import java.time.Instant;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/**
 * Makes a row of a change: what is shown of it, as JSON. Takes nothing for granted, as the database
 * may hold anything. Any thread may use it.
 */
final class EventRows {
  static final JsonWriterSettings PLAIN =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

  private final ModelNames names;

  EventRows(ModelNames names) {
    this.names = names;
  }

  FeedRow of(ChangeEvent change) {
    names.learn(change);
    BsonDocument shown =
        new BsonDocument("operation", new BsonString(change.operationName()))
            .append("collection", new BsonString(change.collection()))
            .append("model", new BsonString(model(change)))
            .append("output", new BsonString(output(change)));
    BsonValue confidence = change.value("fullDocument.confidence");
    if (confidence != null && confidence.isNumber()) {
      shown.append("confidence", new BsonDouble(confidence.asNumber().doubleValue()));
    }
    Instant written = written(change);
    if (written != null) {
      shown.append("written", new BsonInt64(written.toEpochMilli()));
    }
    return new FeedRow(
        change.token().toString(),
        change.collection(),
        change.operationName(),
        shown.toJson(PLAIN));
  }

  private String model(ChangeEvent change) {
    Long version = ModelNames.number(change.value("fullDocument.model_version_id"));
    if (version != null) {
      return names.ofVersion(version);
    }
    BsonValue name = change.value("fullDocument.name");
    return change.collection().equals("models") && name != null && name.isString()
        ? name.asString().getValue()
        : "";
  }

  private static String output(ChangeEvent change) {
    BsonDocument updated = change.document("updateDescription.updatedFields");
    if (updated != null) {
      return FieldText.of(updated, Set.of());
    }
    BsonValue output = change.value("fullDocument.output");
    if (output != null) {
      return FieldText.of(output);
    }
    BsonDocument stored = change.document("fullDocument");
    if (stored != null) {
      return FieldText.of(stored, Set.of("_id", "id", "model_version_id"));
    }
    BsonDocument key = change.documentKey();
    return key == null ? "" : FieldText.of(key, Set.of());
  }

  /** By the clock of whoever wrote, where the document says it; else by the server's. */
  private static @Nullable Instant written(ChangeEvent change) {
    BsonValue timestamp = change.value("fullDocument.timestamp");
    return change.operationName().equals("insert") && timestamp != null && timestamp.isDateTime()
        ? Instant.ofEpochMilli(timestamp.asDateTime().getValue())
        : change.wallTime();
  }
}
