package dev.mongostreams.demo.guide;

import com.mongodb.client.model.changestream.FullDocument;
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

/** The same update, seen with and without its document. */
final class FullDocumentModes implements Step {
  @Override
  public String title() {
    return "Updates with and without the document";
  }

  @Override
  public String section() {
    return "Full Document Modes";
  }

  @Override
  public String summary() {
    return "By default an update brings only what changed: fast, but not the whole. With UPDATE_LOOKUP"
        + " the server reads the document too, as it is by then, at the price of one read for each"
        + " update.";
  }

  @Override
  public List<String> regions() {
    return List.of("default", "lookup");
  }

  @Override
  public void run(Stage stage) throws Exception {
    ChangeStreams streams = stage.streams();
    Inbox<ChangeEvent> brief = new Inbox<>();
    Inbox<ChangeEvent> whole = new Inbox<>();
    // region default
    Watcher changedOnly =
        streams
            .watchCollection("predictions")
            .operations(Operation.UPDATE)
            .onChange(change -> brief.add(change.detach()))
            .start();
    // endregion
    // region lookup
    Watcher withDocument =
        streams
            .watchCollection("predictions")
            .operations(Operation.UPDATE)
            .fullDocument(FullDocument.UPDATE_LOOKUP)
            .onChange(change -> whole.add(change.detach()))
            .start();
    // endregion
    try (changedOnly;
        withDocument) {
      stage.doing("log a prediction of 0.92, and correct it to 0.98");
      write(stage.ai(), stage.version().id());
      compare(stage, brief.await(1).get(0), whole.await(1).get(0));
    }
  }

  private static void write(AiDatabase db, long version) {
    Prediction cat =
        db.logPrediction(version, Map.of("image", "10.png"), Map.of("class", "cat"), 0.92);
    db.updateConfidence(cat.id(), 0.98);
  }

  private static void compare(Stage stage, ChangeEvent brief, ChangeEvent whole) {
    stage.got(String.format("%-15s%-22s%s", "mode", "updatedFields", "fullDocument"));
    stage.got(row("DEFAULT", brief));
    stage.got(row("UPDATE_LOOKUP", whole));
    stage.expect(
        "both say what changed", List.of(brief.updatedFields()), List.of(whole.updatedFields()));
    stage.expect("the default has no document", "none", document(brief));
    stage.expect("the lookup has all of it", "7 fields, confidence 0.98", document(whole));
  }

  private static String row(String mode, ChangeEvent change) {
    return String.format("%-15s%-22s%s", mode, change.updatedFields().toJson(), document(change));
  }

  private static String document(ChangeEvent change) {
    Document document = change.fullDocument();
    return document == null
        ? "none"
        : document.size() + " fields, confidence " + document.getDouble("confidence");
  }
}
