package dev.mongostreams.demo.dashboard;

import dev.mongostreams.demo.feed.FeedFilter;
import dev.mongostreams.demo.feed.FeedPosition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** What a browser says. */
sealed interface BrowserMessage {

  /** It is there: what it has seen, if anything, and what it wants. */
  record Hello(@Nullable FeedPosition seen, FeedFilter filter) implements BrowserMessage {}

  /** It wants other changes from now on. */
  record Choose(FeedFilter filter) implements BrowserMessage {}

  /** It has taken a frame in and can take another. */
  record Got(long frame) implements BrowserMessage {}

  /** Somebody wants the watcher to pause. */
  record Pause() implements BrowserMessage {}

  /** Somebody wants the watcher to go on. */
  record Resume() implements BrowserMessage {}

  /** It asks for the time, to learn how far its clock is from ours. */
  record Clock(double sent) implements BrowserMessage {}

  /** How long changes took to its screen. */
  record Painted(List<Times> times) implements BrowserMessage {}

  /** So many changes that took so long. */
  record Times(long millis, long changes) {}

  /**
   * Reads a message.
   *
   * @throws IllegalArgumentException when it is none that this page sends
   */
  static BrowserMessage parse(String text) {
    try {
      return of(BsonDocument.parse(text));
    } catch (RuntimeException malformed) {
      throw new IllegalArgumentException("Cannot read a message: it is malformed.", malformed);
    }
  }

  private static BrowserMessage of(BsonDocument message) {
    return switch (message.getString("kind").getValue()) {
      case "hello" -> new Hello(seen(message), filter(message));
      case "choose" -> new Choose(filter(message));
      case "got" -> new Got(message.getNumber("frame").longValue());
      case "pause" -> new Pause();
      case "resume" -> new Resume();
      case "clock" -> new Clock(message.getNumber("sent").doubleValue());
      case "painted" -> new Painted(times(message.getArray("times")));
      default -> throw new IllegalArgumentException("there is no such kind");
    };
  }

  private static @Nullable FeedPosition seen(BsonDocument message) {
    if (!message.isDocument("seen")) {
      return null;
    }
    BsonDocument seen = message.getDocument("seen");
    return new FeedPosition(
        seen.getString("stream").getValue(),
        seen.getString("feed").getValue(),
        seen.getNumber("number").longValue(),
        seen.getString("token").getValue());
  }

  private static FeedFilter filter(BsonDocument message) {
    Set<String> operations = new HashSet<>();
    for (BsonValue operation : message.getArray("operations")) {
      operations.add(operation.asString().getValue());
    }
    return new FeedFilter(message.getString("collection").getValue(), operations);
  }

  private static List<Times> times(BsonArray pairs) {
    List<Times> times = new ArrayList<>();
    for (BsonValue pair : pairs) {
      BsonArray values = pair.asArray();
      if (values.size() != 2) {
        throw new IllegalArgumentException("times are not pairs");
      }
      times.add(
          new Times(values.get(0).asNumber().longValue(), values.get(1).asNumber().longValue()));
    }
    return times;
  }
}
