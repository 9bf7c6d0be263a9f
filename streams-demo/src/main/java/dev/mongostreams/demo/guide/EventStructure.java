package dev.mongostreams.demo.guide;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.demo.ai.Prediction;
import dev.mongostreams.demo.walk.Inbox;
import dev.mongostreams.demo.walk.Stage;
import dev.mongostreams.demo.walk.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonDouble;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Takes an insert and an update apart, field by field. */
final class EventStructure implements Step {
  private static final int NAME_WIDTH = 15;
  private static final int VALUE_WIDTH = 57;

  @Override
  public String title() {
    return "What is in a change";
  }

  @Override
  public String section() {
    return "Change Event Structure";
  }

  @Override
  public String summary() {
    return "A change says what happened, where, to which document, and when; an insert brings the"
        + " document, an update what it changed. Its token is the position to resume after.";
  }

  @Override
  public List<String> regions() {
    return List.of("fields");
  }

  private static Map<String, Object> fields(ChangeEvent change) {
    Map<String, Object> field = new LinkedHashMap<>();
    // region fields
    field.put("operationType", change.operationName());
    field.put("ns", change.database() + "." + change.collection());
    field.put("documentKey", change.documentKey());
    field.put("fullDocument", change.fullDocument());
    field.put("updatedFields", change.updatedFields());
    field.put("removedFields", change.removedFields());
    field.put("clusterTime", change.clusterTime());
    field.put("wallTime", change.wallTime());
    field.put("_id", change.token());
    // endregion
    return field;
  }

  @Override
  public void run(Stage stage) throws Exception {
    ChangeStreams streams = stage.streams();
    Inbox<ChangeEvent> changes = new Inbox<>();
    Watcher watcher =
        streams
            .watchCollection("predictions")
            .onChange(change -> changes.add(change.detach()))
            .start();
    try (watcher) {
      stage.doing("log a prediction, then correct its confidence");
      Prediction cat =
          stage
              .ai()
              .logPrediction(
                  stage.version().id(), Map.of("image", "8.png"), Map.of("class", "cat"), 0.92);
      stage.ai().updateConfidence(cat.id(), 0.98);

      List<ChangeEvent> both = changes.await(2);
      both.forEach(change -> stage.got(aligned(fields(change))));
      check(stage, both.get(0), both.get(1));
    }
  }

  private static void check(Stage stage, ChangeEvent insert, ChangeEvent update) {
    stage.expect(
        "the insert brings the document",
        new BsonDouble(0.92),
        insert.value("fullDocument.confidence"));
    stage.expect(
        "the update brings what changed", Map.of("confidence", 0.98), update.updatedFields());
    stage.expect("both are of the same document", insert.documentKey(), update.documentKey());
    stage.expect("each has a token of its own", 2, Set.of(insert.token(), update.token()).size());
  }

  private static String aligned(Map<String, Object> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                String.format(
                    "%-" + NAME_WIDTH + "s%s", field.getKey(), broken(text(field.getValue()))))
        .collect(Collectors.joining("\n"));
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Document document) {
      return document.toJson();
    }
    return value instanceof BsonTimestamp time
        ? time.getTime() + " s, change " + time.getInc()
        : String.valueOf(value);
  }

  /** Breaks a long value into lines that stand below each other, at blanks where it has some. */
  private static String broken(String text) {
    if (text.length() <= VALUE_WIDTH) {
      return text;
    }
    int blank = text.lastIndexOf(' ', VALUE_WIDTH);
    int end = blank > 0 ? blank + 1 : VALUE_WIDTH;
    return text.substring(0, end).stripTrailing()
        + "\n"
        + " ".repeat(NAME_WIDTH)
        + broken(text.substring(end));
  }
}
