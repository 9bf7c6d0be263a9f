package dev.mongostreams.demo.migrate;

import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/** Where a loop of one's own keeps its last token. */
interface TokenPlace {
  /** The token that was kept last, or null when there is none. */
  @Nullable BsonDocument read();

  void write(BsonDocument token);
}
