package dev.mongostreams.demo.dashboard;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeQueue;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.demo.feed.BrowserQueue;
import dev.mongostreams.demo.feed.EventFeed;
import dev.mongostreams.failure.StreamsException;
import java.time.Duration;
import java.util.function.Supplier;
import org.bson.BsonTimestamp;

/**
 * Reads what a browser missed while no feed was there to keep it, as when this program was started
 * again: the server's history goes from the browser's last token to the feed. One browser at a
 * time.
 */
final class CatchUp {
  /** After so long a browser gets what has been read, and is told that there was more. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final int AT_ONCE = 1_000;

  private final Supplier<WatcherBuilder> changes;
  private final EventRows rows;
  private final EventFeed feed;
  private final BsonTimestamp begin;

  /** The feed has, or had, everything from {@code begin} on. */
  CatchUp(Supplier<WatcherBuilder> changes, EventRows rows, EventFeed feed, BsonTimestamp begin) {
    this.changes = changes;
    this.rows = rows;
    this.feed = feed;
    this.begin = begin;
  }

  /** Gives a browser all behind the token, and lets it join the feed where that begins. */
  void join(BrowserQueue browser, String token) {
    try {
      if (!feed.holds(token)) {
        read(browser, ResumeToken.parse(token));
      }
    } catch (IllegalArgumentException | StreamsException lost) {
      browser.skipMore(); // no token, or the history no longer reaches back to it
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      browser.skipMore();
    }
    feed.joinBehind(browser, token);
  }

  // region missed
  private synchronized void read(BrowserQueue browser, ResumeToken token)
      throws InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    try (ChangeQueue missed = changes.get().startAt(StartPosition.after(token)).toQueue(AT_ONCE)) {
      while (System.nanoTime() < deadline) {
        ChangeEvent change = missed.poll(LOOK_EVERY);
        if (change == null ? Reach.of(missed.watcher()).includes(begin) : isInTheFeed(change)) {
          return;
        }
        if (change != null) {
          browser.offer(rows.of(change));
        }
      }
    }
    browser.skipMore(); // there was more than could be read in time
  }

  // endregion

  private boolean isInTheFeed(ChangeEvent change) {
    BsonTimestamp time = change.clusterTime();
    return time != null && time.compareTo(begin) >= 0;
  }
}
