package dev.mongostreams.demo.dashboard;

import dev.mongostreams.demo.feed.FeedTotals;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * Gives each browser what there is for it, twice for each time a screen is drawn: more often would
 * be work that nobody sees. A thread of its own, so that the watcher's never sends. Close it to end
 * it.
 */
final class Pacer implements AutoCloseable {
  private static final long FRAME_MS = 8;

  private final LiveFeed live;
  private final Collection<BrowserLink> browsers;
  private final CountDownLatch ended = new CountDownLatch(1);

  Pacer(LiveFeed live, Collection<BrowserLink> browsers) {
    this.live = live;
    this.browsers = browsers;
    Thread thread = new Thread(this::run, "dashboard-pacer");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    ended.countDown();
  }

  private void run() {
    try {
      while (!ended.await(FRAME_MS, TimeUnit.MILLISECONDS)) {
        Supplier<String> state = once(this::state);
        browsers.forEach(browser -> browser.send(state));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private String state() {
    FeedTotals totals = live.feed().totals();
    Duration lag = live.lag();
    BsonDocument state =
        new BsonDocument("watcher", new BsonString(live.state().name()))
            .append("browsers", new BsonInt32(browsers.size()))
            .append("changes", new BsonInt64(totals.changes()))
            .append("operations", counts(totals.operations()))
            .append("collections", counts(totals.collections()));
    if (lag != null) {
      state.append("lagSeconds", new BsonInt64(lag.toSeconds()));
    }
    return state.toJson(EventRows.PLAIN);
  }

  private static BsonDocument counts(Map<String, Long> counted) {
    BsonDocument counts = new BsonDocument();
    counted.forEach((name, count) -> counts.append(name, new BsonInt64(count)));
    return counts;
  }

  /** All browsers of one round are told the same. */
  private static Supplier<String> once(Supplier<String> making) {
    return new Supplier<>() {
      private @Nullable String made;

      @Override
      public String get() {
        String known = made == null ? making.get() : made;
        made = known;
        return known;
      }
    };
  }
}
