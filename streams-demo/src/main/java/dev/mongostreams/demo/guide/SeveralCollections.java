package dev.mongostreams.demo.guide;

import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Operation;
import dev.mongostreams.Watcher;
import dev.mongostreams.demo.ai.AiDatabase;
import dev.mongostreams.demo.ai.Model;
import dev.mongostreams.demo.ai.Version;
import dev.mongostreams.demo.walk.Inbox;
import dev.mongostreams.demo.walk.Stage;
import dev.mongostreams.demo.walk.Step;
import java.util.List;
import java.util.Map;

/** Watches three collections on one cursor. */
final class SeveralCollections implements Step {
  @Override
  public String title() {
    return "Watch several collections";
  }

  @Override
  public String section() {
    return "Watch Multiple Collections";
  }

  @Override
  public String summary() {
    return "One watcher, one cursor, three collections: changes arrive in the order in which they were"
        + " made, across all three. The versions collection is not among them.";
  }

  @Override
  public List<String> regions() {
    return List.of("several");
  }

  @Override
  public void run(Stage stage) throws Exception {
    ChangeStreams streams = stage.streams();
    Inbox<String> seen = new Inbox<>();
    // region several
    Watcher watcher =
        streams
            .watchCollections("models", "predictions", "metrics")
            .operations(Operation.INSERT, Operation.UPDATE)
            .onChange(change -> seen.add(change.operationName() + " in " + change.collection()))
            .start();
    // endregion
    try (watcher) {
      stage.doing("create a model and a version, log a prediction, record a metric,");
      stage.doing("update the model, delete the model, record another metric");
      write(stage.ai());
      List<String> order = seen.await(5);
      order.forEach(stage::got);
      stage.expect(
          "in the order of the writes; without the version, without the delete",
          List.of(
              "insert in models",
              "insert in predictions",
              "insert in metrics",
              "update in models",
              "insert in metrics"),
          order);
    }
  }

  private static void write(AiDatabase db) {
    Model model = db.createModel("detector", "yolo");
    Version version = db.createVersion(model.id(), "0.1.0");
    db.logPrediction(version.id(), Map.of("image", "6.png"), Map.of("class", "car"), 0.88);
    db.recordMetric(version.id(), "recall", 0.9);
    db.updateModel(model.id(), "yolo-large");
    db.deleteModel(model.id());
    db.recordMetric(version.id(), "recall", 0.91);
  }
}
