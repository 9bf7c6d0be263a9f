package dev.mongostreams.demo.ai;

import java.time.Instant;
import org.bson.Document;

/** Reads the stored documents back into data. */
final class MongoFields {
  private MongoFields() {}

  static Model model(Document stored) {
    return new Model(
        stored.getLong("id"),
        stored.getString("name"),
        stored.getString("architecture"),
        instant(stored, "created_at"));
  }

  static Version version(Document stored) {
    return new Version(
        stored.getLong("id"),
        stored.getLong("model_id"),
        stored.getString("version"),
        instant(stored, "created_at"));
  }

  static Prediction prediction(Document stored) {
    return new Prediction(
        stored.getLong("id"),
        stored.getLong("model_version_id"),
        PlainValues.of(stored.get("input", Document.class)),
        PlainValues.of(stored.get("output", Document.class)),
        stored.getDouble("confidence"),
        instant(stored, "timestamp"));
  }

  static Metric metric(Document stored) {
    return new Metric(
        stored.getLong("id"),
        stored.getLong("model_version_id"),
        stored.getString("name"),
        stored.getDouble("value"),
        instant(stored, "timestamp"));
  }

  private static Instant instant(Document stored, String field) {
    return stored.getDate(field).toInstant();
  }
}
