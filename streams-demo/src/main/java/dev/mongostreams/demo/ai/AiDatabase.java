package dev.mongostreams.demo.ai;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores AI models, their versions, predictions and metrics, each in a collection (or table) of
 * that name. Says nothing of how: a backend does.
 *
 * <p>Usable by any thread, and by several programs at once. Whoever opened it closes it. When the
 * backend cannot be reached, its own unchecked exception comes through.
 */
public interface AiDatabase extends AutoCloseable {

  /**
   * Opens a database.
   *
   * @param backend how it is stored: {@code mongodb} or {@code postgresql}
   * @param connectionString where it is, in the words of that backend. For {@code mongodb} a
   *     connection string, as {@code mongodb://localhost:27017/aidb?replicaSet=rs0}; without a
   *     database in it, {@code aidb} is taken. For {@code postgresql} a URL, as {@code
   *     postgresql://user:password@localhost:5432/aidb} or {@code
   *     jdbc:postgresql://localhost:5432/aidb?user=name}; {@code currentSchema=} in it names the
   *     schema. Where its tables are missing they are created. Where a sync of the collections
   *     keeps them, they are there to be read: what writes throws {@link
   *     UnsupportedOperationException}
   * @return the database; close it when done
   * @throws IllegalArgumentException when there is no such backend (the text names those there are)
   *     or the connection string is malformed
   * @throws IllegalStateException when some of the tables are there and others are missing
   */
  static AiDatabase open(String backend, String connectionString) {
    return Backend.named(backend).open(connectionString);
  }

  /**
   * Stores a new model.
   *
   * @param name what it is called
   * @param architecture how it is built
   * @return the model as stored, with its number
   */
  Model createModel(String name, String architecture);

  /**
   * Changes a model.
   *
   * @param id its number
   * @param architecture how it is built from now on
   * @return false when there is no such model
   */
  boolean updateModel(long id, String architecture);

  /**
   * Deletes a model. Its versions stay, and what they predicted: history is not rewritten.
   *
   * @param id its number
   * @return false when there is no such model
   */
  boolean deleteModel(long id);

  /**
   * Finds a model.
   *
   * @param id its number
   * @return the model, or empty when there is none of that number
   */
  Optional<Model> findModel(long id);

  /**
   * Stores a new version of a model.
   *
   * @param modelId the model's number
   * @param name what the version is called
   * @return the version as stored, with its number
   * @throws IllegalArgumentException when there is no such model
   */
  Version createVersion(long modelId, String name);

  /**
   * Finds the versions of a model.
   *
   * @param modelId the model's number
   * @return its versions, oldest first; empty when it has none
   */
  List<Version> findVersions(long modelId);

  /**
   * Stores what a version predicted.
   *
   * @param versionId the version's number
   * @param input what it was asked
   * @param output what it answered
   * @param confidence how sure it was, from 0 to 1
   * @return the prediction as stored, with its number
   * @throws IllegalArgumentException when the confidence is not from 0 to 1, or there is no such
   *     version
   */
  Prediction logPrediction(
      long versionId, Map<String, Object> input, Map<String, Object> output, double confidence);

  /**
   * Corrects how sure a prediction was.
   *
   * @param id the prediction's number
   * @param confidence how sure it was, from 0 to 1
   * @return false when there is no such prediction
   * @throws IllegalArgumentException when the confidence is not from 0 to 1
   */
  boolean updateConfidence(long id, double confidence);

  /**
   * Finds what a version predicted.
   *
   * @param versionId the version's number
   * @return its predictions, oldest first; empty when it has none
   */
  List<Prediction> findPredictions(long versionId);

  /**
   * Stores a figure measured on a version.
   *
   * @param versionId the version's number
   * @param name what was measured
   * @param value the figure
   * @return the metric as stored, with its number
   * @throws IllegalArgumentException when there is no such version
   */
  Metric recordMetric(long versionId, String name, double value);

  /**
   * Finds what was measured on a version.
   *
   * @param versionId the version's number
   * @return its metrics, oldest first; empty when it has none
   */
  List<Metric> findMetrics(long versionId);

  /** Lets go of the connection. Closing twice does nothing. */
  @Override
  void close();
}
