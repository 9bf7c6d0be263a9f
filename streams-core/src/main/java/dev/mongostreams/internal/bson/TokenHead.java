package dev.mongostreams.internal.bson;

import dev.mongostreams.ResumeToken.Kind;
import java.util.UUID;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * What the beginning of a resume token tells. The server calls a token opaque, so all but the
 * cluster time is told only where it is as expected.
 *
 * @param clusterTime when it happened
 * @param kind what it stands for
 * @param collection the collection's UUID, or null when it has none or cannot be told
 */
public record TokenHead(BsonTimestamp clusterTime, Kind kind, @Nullable UUID collection) {

  /** Reads the text of a token, or returns null when it has no cluster time. */
  public static @Nullable TokenHead read(String hex) {
    return TokenText.head(hex);
  }
}
