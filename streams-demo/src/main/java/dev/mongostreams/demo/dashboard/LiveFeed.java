package dev.mongostreams.demo.dashboard;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.changestream.FullDocument;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.WatcherBuilder;
import dev.mongostreams.WatcherState;
import dev.mongostreams.demo.feed.BrowserQueue;
import dev.mongostreams.demo.feed.EventFeed;
import dev.mongostreams.demo.feed.FeedPosition;
import java.time.Duration;
import java.util.Objects;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A feed that a watcher fills. Any thread may use it. */
final class LiveFeed implements AutoCloseable {
  /** What a browser that was away for a moment gets without asking the server again. */
  private static final int KEPT = 10_000;

  private final ChangeStreams streams;
  private final EventFeed feed;
  private final CatchUp catchUp;
  private final Watcher watcher;

  private LiveFeed(ChangeStreams streams, ModelNames names, String database, BsonTimestamp begin) {
    this.streams = streams;
    EventRows rows = new EventRows(names);
    feed = new EventFeed(database, KEPT);
    watcher = watch(streams, begin, rows, feed);
    catchUp = new CatchUp(() -> changes(streams), rows, feed, begin);
  }

  static LiveFeed open(MongoClient client, String database) {
    ChangeStreams streams = ChangeStreams.of(client, database);
    try {
      BsonTimestamp begin = newest(client);
      return new LiveFeed(streams, ModelNames.of(client.getDatabase(database)), database, begin);
    } catch (RuntimeException unwatchable) {
      streams.close();
      throw unwatchable;
    }
  }

  /** The cluster time of the newest write. */
  private static BsonTimestamp newest(MongoClient client) {
    Document reply = client.getDatabase("admin").runCommand(new Document("hello", 1));
    return Objects.requireNonNull(reply.get("operationTime", BsonTimestamp.class));
  }

  // region watch
  private static Watcher watch(
      ChangeStreams streams, BsonTimestamp begin, EventRows rows, EventFeed feed) {
    return changes(streams)
        .startAt(StartPosition.at(begin)) // a moment that is known, for who comes from before it
        .onChange(change -> feed.append(rows.of(change)))
        .start();
  }

  private static WatcherBuilder changes(ChangeStreams streams) {
    return streams.watchDatabase().name("dashboard").fullDocument(FullDocument.UPDATE_LOOKUP);
  }

  // endregion

  /**
   * Gives a browser what it has not seen, and from then on each change.
   *
   * @return false when it begins anew, as it has seen nothing of this stream
   */
  boolean attach(BrowserQueue browser, @Nullable FeedPosition seen) {
    Reach.of(watcher).token().ifPresent(token -> feed.readTo(token.toString()));
    // region attach
    if (seen == null || !feed.follows(seen)) {
      feed.joinRecent(browser); // the newest hundred
      return false;
    }
    if (feed.gave(seen)) {
      feed.resume(browser, seen); // from the buffer
    } else {
      catchUp.join(browser, seen.token()); // from the server's own history
    }
    return true;
    // endregion
  }

  EventFeed feed() {
    return feed;
  }

  WatcherState state() {
    return watcher.state();
  }

  @Nullable Duration lag() {
    return watcher.stats().lag().handled();
  }

  // region pause
  void pause() {
    watcher.pause(); // its cursor stops, its position stays
  }

  void resume() {
    watcher.resume();
  }

  // endregion

  @Override
  public void close() {
    streams.close(); // and the watcher with it
  }
}
