package dev.mongostreams.demo.dashboard;

import dev.mongostreams.demo.feed.BrowserQueue;
import dev.mongostreams.demo.feed.BrowserQueue.Taken;
import dev.mongostreams.demo.feed.FeedFilter;
import dev.mongostreams.demo.feed.FeedPosition;
import dev.mongostreams.demo.feed.FeedRow;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/**
 * One browser that is connected. Gets frames of rows, and the next one only when it has taken in
 * one of the last two: what it is too slow for waits in its queue, and is dropped there. Any thread
 * may use it.
 */
final class BrowserLink {
  /** A queue as long as this is a second or less at any rate a demo writes with. */
  private static final int WAITING = 2_000;

  private static final int ROWS_A_FRAME = 500;
  private static final int FRAMES_AHEAD = 2;

  /** The state is sent this often when nothing else is. */
  private static final Duration BEAT = Duration.ofMillis(250);

  private final Session session;
  private final LiveFeed live;
  private final BrowserQueue queue = new BrowserQueue(WAITING);
  private boolean greeted;
  private boolean joined;
  private boolean left;
  private boolean anew;
  private long sent;
  private long got;
  private long lastNanos;

  BrowserLink(Session session, LiveFeed live) {
    this.session = session;
    this.live = live;
  }

  /** Begins to send, from what the browser has seen already. */
  void join(@Nullable FeedPosition seen, FeedFilter filter) {
    queue.filter(filter);
    synchronized (this) {
      greeted = true;
      lastNanos = System.nanoTime();
    }
    boolean goesOn = live.attach(queue, seen); // may read from the server for a while
    synchronized (this) {
      anew = !goesOn;
      joined = !left;
      if (left) {
        live.feed().leave(queue); // it went away while its past was read
      }
    }
  }

  /** Sends other changes from now on, the newest ones first of all. */
  synchronized void choose(FeedFilter filter) {
    if (joined) {
      // What waits was chosen by the filter before, and some of it comes again.
      live.feed().leave(queue);
      queue.filter(filter);
      live.feed().joinRecent(queue);
      anew = true;
    }
  }

  synchronized void got(long frame) {
    got = Math.max(got, Math.min(frame, sent));
  }

  synchronized void leave() {
    left = true;
    joined = false;
    live.feed().leave(queue);
  }

  /** Sends what there is, if the browser can take it. Never waits. */
  synchronized void send(Supplier<String> state) {
    boolean beat = System.nanoTime() - lastNanos > BEAT.toNanos();
    if (greeted && !joined && !left && beat) {
      // Its past is still being read: it must not take this for a dead connection.
      lastNanos = System.nanoTime();
      text("{\"beat\": true}");
    }
    if (joined && sent - got < FRAMES_AHEAD && (anew || beat || queue.hasMore())) {
      lastNanos = System.nanoTime();
      text(frame(queue.take(ROWS_A_FRAME), state.get()));
      anew = false;
    }
  }

  void answerClock(double asked, long nowMillis) {
    text("{\"clock\": " + asked + ", \"now\": " + nowMillis + "}");
  }

  void refuse(String why) {
    session.close(1008, why, Callback.NOOP);
  }

  void sendAway() {
    session.close(1001, "", Callback.NOOP);
  }

  private String frame(Taken taken, String state) {
    return "{\"frame\": "
        + ++sent
        + ", \"anew\": "
        + anew
        + ", \"rows\": ["
        + taken.rows().stream().map(FeedRow::json).collect(Collectors.joining(", "))
        + "], \"skipped\": "
        + taken.skipped()
        + ", \"more\": "
        + taken.more()
        + ", \"seen\": "
        + json(live.feed().position(taken.number(), taken.token()))
        + ", \"state\": "
        + state
        + "}";
  }

  private static String json(FeedPosition position) {
    return new BsonDocument("stream", new BsonString(position.stream()))
        .append("feed", new BsonString(position.feed()))
        .append("number", new BsonInt64(position.number()))
        .append("token", new BsonString(position.token()))
        .toJson(EventRows.PLAIN);
  }

  private void text(String message) {
    if (session.isOpen()) {
      session.sendText(message, Callback.NOOP);
    }
  }
}
