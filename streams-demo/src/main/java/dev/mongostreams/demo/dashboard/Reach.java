package dev.mongostreams.demo.dashboard;

import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import java.util.Optional;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * How far a watcher has come. Immutable.
 *
 * @param position up to which everything has been handled, or null when it is not known yet
 */
record Reach(@Nullable StartPosition position) {

  static Reach of(Watcher watcher) {
    return new Reach(watcher.stats().handledUpTo());
  }

  /** The token it has come to, where it has one. */
  Optional<ResumeToken> token() {
    if (position instanceof StartPosition.After after) {
      return Optional.of(after.token());
    }
    return position instanceof StartPosition.StartAfter after
        ? Optional.of(after.token())
        : Optional.empty();
  }

  /** Whether it has come to this time, as far as that can be told. */
  boolean includes(BsonTimestamp time) {
    BsonTimestamp here = time();
    return here != null && here.compareTo(time) >= 0;
  }

  private @Nullable BsonTimestamp time() {
    if (position instanceof StartPosition.AtTime at) {
      return at.time();
    }
    return token().map(ResumeToken::clusterTime).orElse(null);
  }
}
