package dev.mongostreams.demo.guide;

import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Operation;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherState;
import dev.mongostreams.WatcherStats;
import dev.mongostreams.demo.ai.AiDatabase;
import dev.mongostreams.demo.ai.Model;
import dev.mongostreams.demo.walk.Inbox;
import dev.mongostreams.demo.walk.Stage;
import dev.mongostreams.demo.walk.Step;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Asks a watcher what it has done. */
final class WatcherFigures implements Step {
  @Override
  public String title() {
    return "Ask for figures";
  }

  @Override
  public String section() {
    return "Best Practices: Monitoring";
  }

  @Override
  public String summary() {
    return "A watcher counts what it does, and says at any time how it is.";
  }

  @Override
  public List<String> regions() {
    return List.of("stats");
  }

  @Override
  public void run(Stage stage) throws Exception {
    ChangeStreams streams = stage.streams();
    Inbox<String> seen = new Inbox<>();
    Watcher watcher =
        streams
            .watchCollection("models")
            .onChange(change -> seen.add(change.operationName()))
            .start();
    stage.doing("create three models, update one, delete one");
    write(stage.ai());
    seen.await(5);
    watcher.stop();
    // region stats
    WatcherStats stats = watcher.stats();
    // endregion
    print(stage, stats);
    stage.expect("five changes were handled", 5L, stats.events());
    stage.expect(
        "counted by kind",
        Map.of(Operation.INSERT, 3L, Operation.UPDATE, 1L, Operation.DELETE, 1L),
        stats.operations());
    stage.expect("without an error", 0L, stats.errors());
    stage.expect("and the watcher is stopped", WatcherState.STOPPED, stats.state());
  }

  private static void write(AiDatabase db) {
    Model first = db.createModel("a", "tree");
    Model second = db.createModel("b", "forest");
    db.createModel("c", "forest");
    db.updateModel(first.id(), "forest");
    db.deleteModel(second.id());
  }

  private static void print(Stage stage, WatcherStats stats) {
    stage.got("state          " + stats.state());
    stage.got("engine         " + stats.engine());
    stage.got("events         " + stats.events());
    stage.got("operations     " + stats.operations());
    stage.got("errors         " + stats.errors());
    stage.got("reopens        " + stats.reopens());
    stage.got("bytesInFlight  " + stats.bytesInFlight());
    stage.got("startedAt      " + stats.startedAt().truncatedTo(ChronoUnit.MILLIS));
    stage.got("lastEventAt    " + stats.lastEventAt());
  }
}
