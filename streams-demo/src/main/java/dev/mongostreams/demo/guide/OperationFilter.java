package dev.mongostreams.demo.guide;

import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Operation;
import dev.mongostreams.Watcher;
import dev.mongostreams.demo.ai.AiDatabase;
import dev.mongostreams.demo.ai.Model;
import dev.mongostreams.demo.walk.Inbox;
import dev.mongostreams.demo.walk.Stage;
import dev.mongostreams.demo.walk.Step;
import java.util.List;

/** Two watchers on the same writes, each with kinds of its own. */
final class OperationFilter implements Step {
  @Override
  public String title() {
    return "Filter by kind of change";
  }

  @Override
  public String section() {
    return "Filtering Changes: By Operation Type";
  }

  @Override
  public String summary() {
    return "The server filters, so changes nobody asked for are never sent. Two watchers see the same"
        + " writes: one asks for inserts, one for updates and deletes.";
  }

  @Override
  public List<String> regions() {
    return List.of("inserts", "updates-deletes");
  }

  @Override
  public void run(Stage stage) throws Exception {
    ChangeStreams streams = stage.streams();
    Inbox<String> first = new Inbox<>();
    Inbox<String> second = new Inbox<>();
    // region inserts
    Watcher inserts =
        streams
            .watchCollection("models")
            .operations(Operation.INSERT)
            .onChange(change -> first.add(change.operationName()))
            .start();
    // endregion
    // region updates-deletes
    Watcher updatesAndDeletes =
        streams
            .watchCollection("models")
            .operations(Operation.UPDATE, Operation.DELETE)
            .onChange(change -> second.add(change.operationName()))
            .start();
    // endregion
    try (inserts;
        updatesAndDeletes) {
      stage.doing("create two models; update and delete each");
      createUpdateDelete(stage.ai());
      createUpdateDelete(stage.ai());

      check(stage, first.await(2), second.await(4));
    }
  }

  private static void check(Stage stage, List<String> first, List<String> second) {
    stage.got("inserts             " + first);
    stage.got("updates and deletes " + second);
    stage.expect("inserts only", List.of("insert", "insert"), first);
    stage.expect(
        "updates and deletes only", List.of("update", "delete", "update", "delete"), second);
  }

  private static void createUpdateDelete(AiDatabase db) {
    Model model = db.createModel("summarizer", "transformer");
    db.updateModel(model.id(), "transformer-large");
    db.deleteModel(model.id());
  }
}
