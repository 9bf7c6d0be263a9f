package dev.mongostreams.demo;

import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.failure.ResumePointLostException;

/** What to do when the server no longer has the history a watcher needs. */
final class StartAnew {
  private StartAnew() {}

  // region lost
  static Watcher resume(WatcherBuilder predictions, String token, Runnable reload) {
    try {
      return predictions.startAt(StartPosition.after(ResumeToken.parse(token))).start();
    } catch (ResumePointLostException lost) {
      Watcher watcher = predictions.startAt(StartPosition.now()).start();
      reload.run(); // after the cursor is open, so that nothing falls between the two
      return watcher;
    }
  }
  // endregion
}
