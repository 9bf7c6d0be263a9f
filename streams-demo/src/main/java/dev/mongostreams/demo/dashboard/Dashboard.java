package dev.mongostreams.demo.dashboard;

import com.mongodb.client.MongoClient;
import dev.mongostreams.demo.feed.FeedTotals;
import dev.mongostreams.demo.feed.LatencyTally;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A page that shows the changes of a database as they arrive. One watcher feeds any number of
 * browsers, and none of them slows it. Any thread may use it; close it when done.
 */
public final class Dashboard implements AutoCloseable {
  private final LiveFeed live;
  private final PageServer server;

  private Dashboard(LiveFeed live, PageServer server) {
    this.live = live;
    this.server = server;
  }

  /**
   * Begins to watch, then serves the page.
   *
   * @param client stays open as long as the dashboard; whoever made it closes it
   * @param database what to watch
   * @param host the address to listen on. There is no login: on another than 127.0.0.1 whoever
   *     reaches it sees the data
   * @param port 0 for any free one, or null for 8080 and a free one when that is taken
   * @return the dashboard; close it before the client
   * @throws IllegalStateException when it cannot listen there
   * @throws dev.mongostreams.failure.StreamsException when the database cannot be watched
   */
  public static Dashboard open(
      MongoClient client, String database, String host, @Nullable Integer port) {
    LiveFeed live = LiveFeed.open(client, database);
    try {
      return new Dashboard(live, PageServer.start(live, host, port));
    } catch (RuntimeException unserved) {
      live.close();
      throw unserved;
    }
  }

  /**
   * Returns where the page is.
   *
   * @return an address for a browser
   */
  public String url() {
    return server.url();
  }

  /**
   * Returns what has arrived so far.
   *
   * @return figures of one moment
   */
  public FeedTotals totals() {
    return live.feed().totals();
  }

  /**
   * Returns how far the watcher is behind the server.
   *
   * @return the handled lag, or null until it is known
   */
  public @Nullable Duration lag() {
    return live.lag();
  }

  /**
   * Returns how long changes took from the write to the screens.
   *
   * @return what the browsers have measured so far
   */
  public LatencyTally latency() {
    return server.latency();
  }

  /** Reads no more, and keeps the position. Every browser sees that. */
  public void pause() {
    live.pause();
  }

  /** Goes on where it was paused. */
  public void resume() {
    live.resume();
  }

  /** Sends the browsers away, which then try to come back, and ends the watcher. */
  @Override
  public void close() {
    server.close();
    live.close();
  }
}
