package dev.mongostreams.demo.ai;

import dev.mongostreams.demo.postgres.TableLayout;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** How the data lies in tables: columns named as the fields of the documents are. */
final class PostgresFields {
  private static final String TIME = "timestamp with time zone";

  static final List<TableLayout> LAYOUTS =
      List.of(
          TableLayout.of("models")
              .with("name", "text")
              .with("architecture", "text")
              .with("created_at", TIME),
          TableLayout.of("versions")
              .with("model_id", "bigint")
              .with("version", "text")
              .with("created_at", TIME),
          TableLayout.of("predictions")
              .with("model_version_id", "bigint")
              .with("input", "jsonb")
              .with("output", "jsonb")
              .with("confidence", "double precision")
              .with("timestamp", TIME),
          TableLayout.of("metrics")
              .with("model_version_id", "bigint")
              .with("name", "text")
              .with("value", "double precision")
              .with("timestamp", TIME));

  private PostgresFields() {}

  static Model model(ResultSet row) throws SQLException {
    return new Model(
        row.getLong("id"),
        row.getString("name"),
        row.getString("architecture"),
        instant(row, "created_at"));
  }

  static Version version(ResultSet row) throws SQLException {
    return new Version(
        row.getLong("id"),
        row.getLong("model_id"),
        row.getString("version"),
        instant(row, "created_at"));
  }

  static Prediction prediction(ResultSet row) throws SQLException {
    return new Prediction(
        row.getLong("id"),
        row.getLong("model_version_id"),
        PlainValues.ofJson(row.getString("input")),
        PlainValues.ofJson(row.getString("output")),
        row.getDouble("confidence"),
        instant(row, "timestamp"));
  }

  static Metric metric(ResultSet row) throws SQLException {
    return new Metric(
        row.getLong("id"),
        row.getLong("model_version_id"),
        row.getString("name"),
        row.getDouble("value"),
        instant(row, "timestamp"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
