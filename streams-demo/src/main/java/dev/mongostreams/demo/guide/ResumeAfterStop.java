package dev.mongostreams.demo.guide;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.checkpoint.CheckpointStore;
import dev.mongostreams.checkpoint.MemoryCheckpointStore;
import dev.mongostreams.demo.walk.Inbox;
import dev.mongostreams.demo.walk.Stage;
import dev.mongostreams.demo.walk.Step;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.BsonValue;

/** Stops, misses some writes, and goes on behind the last change it handled. */
final class ResumeAfterStop implements Step {
  @Override
  public String title() {
    return "Resume after a stop";
  }

  @Override
  public String section() {
    return "Fault Tolerance";
  }

  @Override
  public String summary() {
    return "Each change carries a resume token. Keep the last one you handled, as text in a file or a"
        + " database; start after it, and what was written while nobody watched arrives first."
        + " Here a watcher stops, three predictions are logged, and a second watcher goes on. Or let"
        + " the watcher keep its position under a name: the same lines start it and go on later.";
  }

  @Override
  public List<String> regions() {
    return List.of("keep", "resume", "checkpoint");
  }

  @Override
  public void run(Stage stage) throws Exception {
    ChangeStreams streams = stage.streams();
    Inbox<String> before = new Inbox<>();
    Inbox<String> tokens = new Inbox<>();
    // region keep
    Watcher first =
        streams
            .watchCollection("predictions")
            .onChange(
                change -> {
                  before.add(image(change));
                  tokens.add(change.token().toString()); // after the change has been handled
                })
            .start();
    // endregion
    log(stage, 1, 2);
    List<String> kept = tokens.await(2);
    before.await(2).forEach(stage::got);
    first.stop();
    stage.doing("stop the watcher");
    log(stage, 3, 5);
    resume(stage, kept.get(kept.size() - 1));
    stage.expect("the first watcher saw 1 and 2", images(1, 2), before.await(2));
    goOnByName(stage);
  }

  private static void goOnByName(Stage stage) throws InterruptedException {
    Inbox<String> seen = new Inbox<>();
    CheckpointStore store = new MemoryCheckpointStore();
    try (Watcher first = keeping(stage, store, seen)) {
      log(stage, 7, 8);
      seen.await(2);
      stage.doing("stop " + first.name() + ", whose position is kept as \"dashboard\"");
    }
    log(stage, 9, 9);
    try (Watcher second = keeping(stage, store, seen)) {
      stage.doing("start the same lines again: " + second.state());
      List<String> all = seen.await(3).stream().sorted().toList();
      stage.got(all.toString());
      stage.expect("7 to 9 came, each once", images(7, 9), all);
    }
  }

  private static Watcher keeping(Stage stage, CheckpointStore store, Inbox<String> seen) {
    ChangeStreams streams = stage.streams();
    // region checkpoint
    return streams
        .watchCollection("predictions")
        .parallel(4)
        .resumeFrom("dashboard", store)
        .onChange(change -> seen.add(image(change)))
        .start();
    // endregion
  }

  private static void resume(Stage stage, String lastToken) throws InterruptedException {
    ChangeStreams streams = stage.streams();
    Inbox<String> after = new Inbox<>();
    // region resume
    Watcher second =
        streams
            .watchCollection("predictions")
            .startAt(StartPosition.after(ResumeToken.parse(lastToken)))
            .onChange(change -> after.add(image(change)))
            .start();
    // endregion
    try (second) {
      stage.doing("start a second watcher after token " + lastToken.substring(0, 20) + "...");
      log(stage, 6, 6);
      List<String> arrived = after.await(4);
      arrived.forEach(stage::got);
      stage.expect("the second saw 3 to 6: nothing lost, nothing twice", images(3, 6), arrived);
    }
  }

  private static void log(Stage stage, int from, int to) {
    for (int image = from; image <= to; image++) {
      stage
          .ai()
          .logPrediction(stage.version().id(), Map.of("image", image), Map.of("class", "cat"), 0.9);
      stage.doing("log a prediction of image " + image);
    }
  }

  private static String image(ChangeEvent change) {
    BsonValue image = change.value("fullDocument.input.image");
    return image == null ? "none" : "image " + image.asInt32().getValue();
  }

  private static List<String> images(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(image -> "image " + image).toList();
  }
}
