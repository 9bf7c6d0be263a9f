package dev.mongostreams.demo.ai;

import dev.mongostreams.demo.postgres.NumberedTable;
import dev.mongostreams.demo.postgres.OwnTables;
import dev.mongostreams.demo.postgres.PostgresPool;
import dev.mongostreams.demo.postgres.PostgresUrl;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The AI database in PostgreSQL: the tables that a sync of the collections keeps, or its own. */
final class PostgresAiDatabase implements AiDatabase {
  private final PostgresPool pool;
  private final NumberedTable models;
  private final NumberedTable versions;
  private final NumberedTable predictions;
  private final NumberedTable metrics;

  private PostgresAiDatabase(PostgresPool pool, List<NumberedTable> tables) {
    this.pool = pool;
    this.models = tables.get(0);
    this.versions = tables.get(1);
    this.predictions = tables.get(2);
    this.metrics = tables.get(3);
  }

  static PostgresAiDatabase open(String url) {
    PostgresPool pool = PostgresPool.open(parsed(url));
    try {
      return new PostgresAiDatabase(pool, OwnTables.open(pool, PostgresFields.LAYOUTS));
    } catch (RuntimeException unusable) {
      pool.close();
      throw unusable;
    }
  }

  private static PostgresUrl parsed(String url) {
    try {
      return PostgresUrl.parse(url);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "Cannot open an AI database: the URL is malformed, " + malformed.getMessage());
    }
  }

  @Override
  public Model createModel(String name, String architecture) {
    return models.insert(PostgresFields::model, name, architecture, now());
  }

  @Override
  public boolean updateModel(long id, String architecture) {
    return models.update(id, "architecture", architecture);
  }

  @Override
  public boolean deleteModel(long id) {
    return models.delete(id);
  }

  @Override
  public Optional<Model> findModel(long id) {
    return models.find(PostgresFields::model, id);
  }

  @Override
  public Version createVersion(long modelId, String name) {
    if (!models.has(modelId)) {
      throw Refusals.missing("version", "model", modelId);
    }
    return versions.insert(PostgresFields::version, modelId, name, now());
  }

  @Override
  public List<Version> findVersions(long modelId) {
    return versions.findBy(PostgresFields::version, "model_id", modelId);
  }

  @Override
  public Prediction logPrediction(
      long versionId, Map<String, Object> input, Map<String, Object> output, double confidence) {
    Refusals.checkConfidence(confidence);
    checkVersion("prediction", versionId);
    return predictions.insert(
        PostgresFields::prediction,
        versionId,
        PlainValues.json(input),
        PlainValues.json(output),
        confidence,
        now());
  }

  @Override
  public boolean updateConfidence(long id, double confidence) {
    Refusals.checkConfidence(confidence);
    return predictions.update(id, "confidence", confidence);
  }

  @Override
  public List<Prediction> findPredictions(long versionId) {
    return predictions.findBy(PostgresFields::prediction, "model_version_id", versionId);
  }

  @Override
  public Metric recordMetric(long versionId, String name, double value) {
    checkVersion("metric", versionId);
    return metrics.insert(PostgresFields::metric, versionId, name, value, now());
  }

  @Override
  public List<Metric> findMetrics(long versionId) {
    return metrics.findBy(PostgresFields::metric, "model_version_id", versionId);
  }

  @Override
  public void close() {
    pool.close();
  }

  private void checkVersion(String wanted, long versionId) {
    if (!versions.has(versionId)) {
      throw Refusals.missing(wanted, "version", versionId);
    }
  }

  /** To the millisecond, as in BSON. */
  private static OffsetDateTime now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
  }
}
