package dev.mongostreams.demo.guide;

import dev.mongostreams.demo.ai.AiDatabase;
import dev.mongostreams.demo.ai.Metric;
import dev.mongostreams.demo.ai.Model;
import dev.mongostreams.demo.ai.Prediction;
import dev.mongostreams.demo.ai.Version;
import dev.mongostreams.demo.walk.Stage;
import dev.mongostreams.demo.walk.Step;
import java.util.List;
import java.util.Map;

/** Opens the AI database and stores one of each kind. */
final class CreateDatabase implements Step {
  @Override
  public String title() {
    return "Create the AI database";
  }

  @Override
  public String section() {
    return "Python API";
  }

  @Override
  public String summary() {
    return "The data to be watched: AI models, their versions, what those predict, and how well they"
        + " do. It lives in four collections: models, versions, predictions and metrics.";
  }

  @Override
  public List<String> regions() {
    return List.of("open", "create");
  }

  @Override
  public void run(Stage stage) {
    String uri = stage.uri();
    // region open
    AiDatabase db = AiDatabase.open("mongodb", uri);
    // endregion
    try (db) {
      // region create
      Model model = db.createModel("classifier", "resnet50");
      Version version = db.createVersion(model.id(), "1.0.0");
      Prediction prediction =
          db.logPrediction(version.id(), Map.of("image", "cat.png"), Map.of("class", "cat"), 0.92);
      Metric metric = db.recordMetric(version.id(), "accuracy", 0.97);
      // endregion
      stage.got(row("models", model.id(), model.name() + ", " + model.architecture()));
      stage.got(row("versions", version.id(), version.name() + " of model " + version.modelId()));
      stage.got(
          row(
              "predictions",
              prediction.id(),
              prediction.output() + ", confidence " + prediction.confidence()));
      stage.got(row("metrics", metric.id(), metric.name() + " " + metric.value()));
      stage.expect(
          "the prediction is found again", List.of(prediction), db.findPredictions(version.id()));
      stage.expect("so is the metric", List.of(metric), db.findMetrics(version.id()));
    }
  }

  private static String row(String collection, long id, String rest) {
    return String.format("%-13s%d  %s", collection, id, rest);
  }
}
