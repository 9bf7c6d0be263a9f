package dev.mongostreams.demo.ai;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/** The AI database in MongoDB: one collection a kind, fields named as the guide names them. */
final class MongoAiDatabase implements AiDatabase {
  private static final String DEFAULT_DATABASE = "aidb";

  private final MongoClient client;
  private final NumberedCollection models;
  private final NumberedCollection versions;
  private final NumberedCollection predictions;
  private final NumberedCollection metrics;

  private MongoAiDatabase(MongoClient client, MongoDatabase database) {
    this.client = client;
    this.models = NumberedCollection.in(database, "models");
    this.versions = NumberedCollection.in(database, "versions");
    this.predictions = NumberedCollection.in(database, "predictions");
    this.metrics = NumberedCollection.in(database, "metrics");
  }

  static MongoAiDatabase open(String connectionString) {
    ConnectionString parsed = parsed(connectionString);
    String named = parsed.getDatabase();
    MongoClient client = MongoClients.create(parsed);
    try {
      return new MongoAiDatabase(
          client, client.getDatabase(named == null ? DEFAULT_DATABASE : named));
    } catch (RuntimeException unreachable) {
      client.close();
      throw unreachable;
    }
  }

  /** The driver's own words may repeat a part of the text, and that part may be the password. */
  private static ConnectionString parsed(String connectionString) {
    try {
      return new ConnectionString(connectionString);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "Cannot open an AI database: the connection string must look like"
              + " mongodb://localhost:27017/aidb?replicaSet=rs0.");
    }
  }

  @Override
  public Model createModel(String name, String architecture) {
    return MongoFields.model(
        models.insert(
            new Document("name", name)
                .append("architecture", architecture)
                .append("created_at", now())));
  }

  @Override
  public boolean updateModel(long id, String architecture) {
    return models.update(id, Updates.set("architecture", architecture));
  }

  @Override
  public boolean deleteModel(long id) {
    return models.delete(id);
  }

  @Override
  public Optional<Model> findModel(long id) {
    return models.find(id).map(MongoFields::model);
  }

  @Override
  public Version createVersion(long modelId, String name) {
    if (!models.has(modelId)) {
      throw Refusals.missing("version", "model", modelId);
    }
    return MongoFields.version(
        versions.insert(
            new Document("model_id", modelId).append("version", name).append("created_at", now())));
  }

  @Override
  public List<Version> findVersions(long modelId) {
    return versions.findBy("model_id", modelId, MongoFields::version);
  }

  @Override
  public Prediction logPrediction(
      long versionId, Map<String, Object> input, Map<String, Object> output, double confidence) {
    Refusals.checkConfidence(confidence);
    checkVersion("prediction", versionId);
    return MongoFields.prediction(
        predictions.insert(
            new Document("model_version_id", versionId)
                .append("input", new Document(input))
                .append("output", new Document(output))
                .append("confidence", confidence)
                .append("timestamp", now())));
  }

  @Override
  public boolean updateConfidence(long id, double confidence) {
    Refusals.checkConfidence(confidence);
    return predictions.update(id, Updates.set("confidence", confidence));
  }

  @Override
  public List<Prediction> findPredictions(long versionId) {
    return predictions.findBy("model_version_id", versionId, MongoFields::prediction);
  }

  @Override
  public Metric recordMetric(long versionId, String name, double value) {
    checkVersion("metric", versionId);
    return MongoFields.metric(
        metrics.insert(
            new Document("model_version_id", versionId)
                .append("name", name)
                .append("value", value)
                .append("timestamp", now())));
  }

  @Override
  public List<Metric> findMetrics(long versionId) {
    return metrics.findBy("model_version_id", versionId, MongoFields::metric);
  }

  @Override
  public void close() {
    client.close();
  }

  private void checkVersion(String wanted, long versionId) {
    if (!versions.has(versionId)) {
      throw Refusals.missing(wanted, "version", versionId);
    }
  }

  /** BSON keeps milliseconds, and so does this: what is returned equals what is found later. */
  private static Date now() {
    return Date.from(Instant.now());
  }
}
