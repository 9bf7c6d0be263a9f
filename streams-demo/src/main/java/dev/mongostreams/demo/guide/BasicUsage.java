package dev.mongostreams.demo.guide;

import dev.mongostreams.ChangeStreams;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.WatcherListener;
import dev.mongostreams.demo.walk.Inbox;
import dev.mongostreams.demo.walk.Screen;
import dev.mongostreams.demo.walk.Stage;
import dev.mongostreams.demo.walk.Step;
import dev.mongostreams.print.ChangePrinter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Watches one collection with the printer, in a thread that it blocks. */
final class BasicUsage implements Step {
  private final Inbox<String> opened = new Inbox<>();
  private final WatcherListener cursorOpen =
      new WatcherListener() {
        @Override
        public void onOpened(Opened cursor) {
          opened.add(cursor.scope().toString());
        }
      };

  @Override
  public String title() {
    return "Watch a collection";
  }

  @Override
  public String section() {
    return "Basic Usage";
  }

  @Override
  public String summary() {
    return "Connect, name a collection, and print each change as it happens, one line each. run() blocks"
        + " the thread that calls it, so the demo calls it in a second one and writes from the first.";
  }

  @Override
  public List<String> regions() {
    return List.of("connect", "run");
  }

  @Override
  public void run(Stage stage) throws Exception {
    String uri = stage.uri();
    Screen out = new Screen();
    // region connect
    ChangeStreams streams = ChangeStreams.connect(uri);
    WatcherBuilder predictions =
        streams.watchCollection("predictions").onChange(ChangePrinter.to(out).width(200));
    // endregion
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (streams) {
      Future<Void> running = other.submit(watching(predictions.listener(cursorOpen)));
      stage.doing("watching " + opened.await(1).get(0));

      write(stage);
      List<String> printed = out.await(2);
      printed.forEach(stage::got);
      stage.expect("two writes, two lines", 2, printed.size());
      stage.expect("the first says insert", true, printed.get(0).contains(" insert "));
      stage.expect("the second says what was set", true, printed.get(1).contains("0.98"));

      other.shutdownNow();
      stage.expect("an interrupt ends run()", true, other.awaitTermination(10, TimeUnit.SECONDS));
      stage.expect("nothing is left running", true, running.isDone());
    } finally {
      other.shutdownNow();
    }
  }

  private static Callable<Void> watching(WatcherBuilder predictions) {
    return () -> {
      // region run
      predictions.run(); // returns when this thread is interrupted
      // endregion
      return null;
    };
  }

  private static void write(Stage stage) {
    long id =
        stage
            .ai()
            .logPrediction(
                stage.version().id(), Map.of("image", "cat.png"), Map.of("class", "cat"), 0.92)
            .id();
    stage.doing("log prediction " + id + ": a cat, confidence 0.92");
    stage.ai().updateConfidence(id, 0.98);
    stage.doing("correct its confidence to 0.98");
  }
}
