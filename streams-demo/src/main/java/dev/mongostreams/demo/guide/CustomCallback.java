package dev.mongostreams.demo.guide;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Operation;
import dev.mongostreams.Watcher;
import dev.mongostreams.demo.ai.AiDatabase;
import dev.mongostreams.demo.ai.Prediction;
import dev.mongostreams.demo.walk.Inbox;
import dev.mongostreams.demo.walk.Stage;
import dev.mongostreams.demo.walk.Step;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** Hands each new prediction to a method of one's own. */
final class CustomCallback implements Step {
  private final Inbox<String> dashboard = new Inbox<>();

  @Override
  public String title() {
    return "Handle changes yourself";
  }

  @Override
  public String section() {
    return "Custom Callback";
  }

  @Override
  public String summary() {
    return "A handler is a method that takes a change. This one tells a dashboard about each new"
        + " prediction. Only inserts are asked for, so corrections never reach it.";
  }

  @Override
  public List<String> regions() {
    return List.of("handler", "watch");
  }

  // region handler
  private void onNewPrediction(ChangeEvent change) {
    Document prediction = change.fullDocument();
    if (prediction != null) {
      dashboard.add(
          "New prediction: "
              + prediction.getEmbedded(List.of("output", "class"), "unknown")
              + ", confidence: "
              + prediction.getDouble("confidence"));
    }
  }

  // endregion

  @Override
  public void run(Stage stage) throws Exception {
    ChangeStreams streams = stage.streams();
    AiDatabase db = stage.ai();
    long version = stage.version().id();
    // region watch
    Watcher watcher =
        streams
            .watchCollection("predictions")
            .operations(Operation.INSERT)
            .onChange(this::onNewPrediction)
            .start();
    // endregion
    try (watcher) {
      stage.doing("log a cat (0.92), correct it to 0.98, log a dog (0.81)");
      Prediction cat =
          db.logPrediction(version, Map.of("image", "1.png"), Map.of("class", "cat"), 0.92);
      db.updateConfidence(cat.id(), 0.98);
      db.logPrediction(version, Map.of("image", "2.png"), Map.of("class", "dog"), 0.81);

      List<String> shown = dashboard.await(2);
      shown.forEach(stage::got);
      stage.expect(
          "the handler ran for both inserts, in order, and not for the update",
          List.of("New prediction: cat, confidence: 0.92", "New prediction: dog, confidence: 0.81"),
          shown);
    }
  }
}
