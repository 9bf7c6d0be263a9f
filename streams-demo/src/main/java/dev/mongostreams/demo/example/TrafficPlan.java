package dev.mongostreams.demo.example;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Which write comes next: of 20 about 15 are new predictions, the others correct and delete
 * predictions, change and replace models, and record a metric; a model is created and deleted every
 * 200. Fields are named as the guide names them. Each write changes something, as one that does not
 * makes no change event. Always the same sequence, but for the times. For one thread.
 */
final class TrafficPlan {
  /** Each has a number from 1, and one version of the same number. */
  static final List<String> MODELS = List.of("classifier", "detector", "translator", "ranker");

  private static final List<String> LABELS =
      List.of("cat", "dog", "horse", "bird", "zebra", "otter", "lynx");
  private static final int PREDICTIONS_KEPT = 500;

  private final Random random = new Random(42);
  private long sequence;
  private long lastPrediction;
  private double lastConfidence;
  private boolean corrected = true;
  private long firstPrediction = 1;
  private long lastMetric;
  private long lastModel = MODELS.size();

  PlannedWrite next() {
    long number = sequence++;
    if (number % 200 == 50) {
      return in("models", new InsertOneModel<>(model(++lastModel, "visitor", "tree")));
    }
    if (number % 200 == 150) {
      return in("models", new DeleteOneModel<>(numbered(lastModel)));
    }
    return switch ((int) (number % 20)) {
      case 3 -> in("models", changedModel(number));
      case 8 -> in("models", replacedModel(number));
      case 12 -> corrected ? newPrediction() : correctedPrediction();
      case 15 -> in("metrics", new InsertOneModel<>(metric()));
      case 18 ->
          lastPrediction - firstPrediction < PREDICTIONS_KEPT
              ? newPrediction()
              : in("predictions", new DeleteOneModel<>(numbered(firstPrediction++)));
      default -> newPrediction();
    };
  }

  private PlannedWrite newPrediction() {
    String label = LABELS.get(random.nextInt(LABELS.size()));
    lastConfidence = (30 + random.nextInt(70)) / 100.0;
    corrected = false;
    Document prediction =
        new Document("id", ++lastPrediction)
            .append("model_version_id", someModel())
            .append("input", new Document("image", label + "-" + lastPrediction + ".png"))
            .append("output", new Document("class", label))
            .append("confidence", lastConfidence)
            .append("timestamp", now());
    return in("predictions", new InsertOneModel<>(prediction));
  }

  private PlannedWrite correctedPrediction() {
    corrected = true;
    double other = lastConfidence > 0.5 ? lastConfidence - 0.07 : lastConfidence + 0.07;
    double rounded = Math.round(other * 100) / 100.0;
    return in(
        "predictions",
        new UpdateOneModel<>(numbered(lastPrediction), Updates.set("confidence", rounded)));
  }

  private WriteModel<Document> changedModel(long number) {
    return new UpdateOneModel<>(
        numbered(someModel()), Updates.set("architecture", "resnet50 build " + number));
  }

  private WriteModel<Document> replacedModel(long number) {
    long id = someModel();
    return new ReplaceOneModel<>(
        numbered(id), model(id, MODELS.get((int) id - 1), "vit-b16 build " + number));
  }

  private Document metric() {
    return new Document("id", ++lastMetric)
        .append("model_version_id", someModel())
        .append("name", "accuracy")
        .append("value", random.nextInt(1000) / 1000.0)
        .append("timestamp", now());
  }

  private static Document model(long id, String name, String architecture) {
    return new Document("id", id)
        .append("name", name)
        .append("architecture", architecture)
        .append("created_at", now());
  }

  private long someModel() {
    return 1L + random.nextInt(MODELS.size());
  }

  private static Bson numbered(long id) {
    return Filters.eq("id", id);
  }

  private static PlannedWrite in(String collection, WriteModel<Document> write) {
    return new PlannedWrite(collection, write);
  }

  private static Date now() {
    return Date.from(Instant.now());
  }
}
