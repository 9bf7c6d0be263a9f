package dev.mongostreams.demo.guide;

import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherState;
import dev.mongostreams.demo.ai.AiDatabase;
import dev.mongostreams.demo.walk.Inbox;
import dev.mongostreams.demo.walk.Stage;
import dev.mongostreams.demo.walk.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Watches in the background while this thread works on. */
final class BackgroundWatching implements Step {
  @Override
  public String title() {
    return "Watch in the background";
  }

  @Override
  public String section() {
    return "Background Watching (Non-blocking)";
  }

  @Override
  public String summary() {
    return "start() returns once the cursor is open: every write made after it is seen. Work on; the"
        + " watcher has threads of its own. stop() lets the handler finish what has arrived, and"
        + " join() waits for the end.";
  }

  @Override
  public List<String> regions() {
    return List.of("start", "stop");
  }

  @Override
  public void run(Stage stage) throws Exception {
    ChangeStreams streams = stage.streams();
    AiDatabase db = stage.ai();
    long version = stage.version().id();
    Inbox<String> seen = new Inbox<>();
    // region start
    Watcher watcher =
        streams
            .watchCollection("predictions")
            .onChange(change -> seen.add(change.operationName() + " of " + change.documentKey()))
            .start();

    // Do other work.
    db.logPrediction(version, Map.of("image", "3.png"), Map.of("class", "cat"), 0.75);
    db.logPrediction(version, Map.of("image", "4.png"), Map.of("class", "owl"), 0.66);
    // endregion
    stage.doing("log two predictions; the watcher is " + watcher.state());
    seen.await(2).forEach(stage::got);
    // region stop
    // Stop the watcher when done.
    watcher.stop();
    boolean ended = watcher.join(Duration.ofSeconds(10));
    // endregion
    stage.doing("stop the watcher, log a third prediction");
    stage.expect("the watcher has ended", true, ended);
    stage.expect("its state says so", WatcherState.STOPPED, watcher.state());
    db.logPrediction(version, Map.of("image", "5.png"), Map.of("class", "fox"), 0.71);
    stage.expect("a write after the end is not handed over", 2, seen.await(2).size());
  }
}
