package dev.mongostreams.demo.guide;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeQueue;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.WatcherState;
import dev.mongostreams.demo.ai.AiDatabase;
import dev.mongostreams.demo.walk.Stage;
import dev.mongostreams.demo.walk.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.BsonDouble;

/** Pulls changes from a bounded queue instead of being called. */
final class QueueProcessing implements Step {
  private final List<String> processed = new ArrayList<>();

  @Override
  public String title() {
    return "Take changes from a queue";
  }

  @Override
  public String section() {
    return "Queue-Based Processing";
  }

  @Override
  public String summary() {
    return "No handler: a queue of at most 1000 changes, and a thread of yours that takes them when it"
        + " has time. When the queue is full the watcher stops reading; nothing is dropped. poll()"
        + " waits as long as it is told, and returns null when nothing came.";
  }

  @Override
  public List<String> regions() {
    return List.of("queue", "poll");
  }

  @Override
  public void run(Stage stage) throws Exception {
    ChangeStreams streams = stage.streams();
    // region queue
    ChangeQueue queue = streams.watchCollection("predictions").toQueue(1000);
    // endregion
    try (queue) {
      stage.doing("log five predictions");
      write(stage);
      drain(queue);
      processed.forEach(confidence -> stage.got("confidence " + confidence));
      stage.expect(
          "five changes taken, in order", List.of("0.1", "0.2", "0.3", "0.4", "0.5"), processed);
      stage.expect("the queue is empty", 0, queue.size());
    }
    stage.expect("closing it stops the watcher", WatcherState.STOPPED, queue.watcher().state());
  }

  private void drain(ChangeQueue queue) throws InterruptedException {
    // region poll
    ChangeEvent change = queue.poll(Duration.ofSeconds(1));
    while (change != null) {
      process(change);
      change = queue.poll(Duration.ofSeconds(1));
    }
    // Nothing for a second: time for other work.
    // endregion
  }

  private void process(ChangeEvent change) {
    if (change.value("fullDocument.confidence") instanceof BsonDouble confidence) {
      processed.add(Double.toString(confidence.getValue()));
    }
  }

  private static void write(Stage stage) {
    AiDatabase db = stage.ai();
    for (double confidence : new double[] {0.1, 0.2, 0.3, 0.4, 0.5}) {
      db.logPrediction(
          stage.version().id(), Map.of("image", "7.png"), Map.of("class", "cat"), confidence);
    }
  }
}
