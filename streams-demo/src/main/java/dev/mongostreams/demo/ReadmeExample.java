package dev.mongostreams.demo;

import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Operation;
import dev.mongostreams.Watcher;

/** The first code of the README, and of the Javadoc of {@link ChangeStreams}. */
final class ReadmeExample {
  private ReadmeExample() {}

  static void run(String uri) throws InterruptedException {
    // region readme
    try (ChangeStreams streams = ChangeStreams.connect(uri)) {
      Watcher watcher =
          streams
              .watchCollection("predictions")
              .operations(Operation.INSERT)
              .onChange(change -> System.out.println(change.fullDocument()))
              .start();
      watcher.join();
    }
    // endregion
  }
}
