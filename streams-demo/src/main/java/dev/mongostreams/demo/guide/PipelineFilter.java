package dev.mongostreams.demo.guide;

import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.changestream.FullDocument;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Operation;
import dev.mongostreams.Watcher;
import dev.mongostreams.demo.walk.Inbox;
import dev.mongostreams.demo.walk.Stage;
import dev.mongostreams.demo.walk.Step;
import java.util.List;
import java.util.Map;
import org.bson.BsonValue;

/** High-confidence predictions only, said in two ways. */
final class PipelineFilter implements Step {
  @Override
  public String title() {
    return "Filter by content";
  }

  @Override
  public String section() {
    return "Filtering Changes: By Custom Criteria (Pipeline)";
  }

  @Override
  public String summary() {
    return "Only predictions with a confidence of 0.9 or more. where() takes a filter on the change;"
        + " pipeline() takes any stages a change stream allows. Both run on the server.";
  }

  @Override
  public List<String> regions() {
    return List.of("where", "pipeline");
  }

  @Override
  public void run(Stage stage) throws Exception {
    ChangeStreams streams = stage.streams();
    Inbox<String> byFilter = new Inbox<>();
    Inbox<String> byStages = new Inbox<>();
    // region where
    Watcher filtered =
        streams
            .watchCollection("predictions")
            .operations(Operation.INSERT)
            .where(Filters.gte("fullDocument.confidence", 0.9))
            .onChange(change -> byFilter.add(confidence(change)))
            .start();
    // endregion
    // region pipeline
    Watcher staged =
        streams
            .watchCollection("predictions")
            .pipeline(
                Aggregates.match(Filters.eq("operationType", "insert")),
                Aggregates.match(Filters.gte("fullDocument.confidence", 0.9)))
            .fullDocument(FullDocument.UPDATE_LOOKUP)
            .onChange(change -> byStages.add(confidence(change)))
            .start();
    // endregion
    try (filtered;
        staged) {
      stage.doing("log predictions with confidence 0.95, 0.4, 0.89, 0.9, 0.1, 0.99");
      write(stage, 0.95, 0.4, 0.89, 0.9, 0.1, 0.99);
      check(stage, byFilter.await(3), byStages.await(3));
    }
  }

  private static void write(Stage stage, double... confidences) {
    for (double confidence : confidences) {
      stage
          .ai()
          .logPrediction(
              stage.version().id(), Map.of("image", "9.png"), Map.of("class", "cat"), confidence);
    }
  }

  private static void check(Stage stage, List<String> byFilter, List<String> byStages) {
    List<String> high = List.of("0.95", "0.9", "0.99");
    stage.got("where    " + byFilter);
    stage.got("pipeline " + byStages);
    stage.expect("where keeps the three of 0.9 or more", high, byFilter);
    stage.expect("so does the pipeline", high, byStages);
  }

  private static String confidence(ChangeEvent change) {
    BsonValue value = change.value("fullDocument.confidence");
    return value == null ? "none" : Double.toString(value.asDouble().getValue());
  }
}
