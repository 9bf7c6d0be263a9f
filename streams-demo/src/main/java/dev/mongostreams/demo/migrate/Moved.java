package dev.mongostreams.demo.migrate;

import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Operation;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.Watcher;
import dev.mongostreams.checkpoint.CheckpointStore;
import java.util.Base64;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** The watcher in place of {@link PlainLoop}, and how it begins where another program has ended. */
final class Moved {
  private Moved() {}

  static Watcher watcher(
      ChangeStreams streams, CheckpointStore store, Consumer<@Nullable Document> show) {
    // region watcher
    return streams
        .watchCollection("predictions")
        .operations(Operation.INSERT)
        .resumeFrom("predictions", store)
        .onChange(change -> show.accept(change.fullDocument()))
        .start();
    // endregion
  }

  static Watcher takeOver(
      ChangeStreams streams,
      CheckpointStore store,
      BsonDocument lastToken,
      Consumer<@Nullable Document> show) {
    // region take-over
    return streams
        .watchCollection("predictions")
        .operations(Operation.INSERT)
        .startAt(StartPosition.after(ResumeToken.of(lastToken))) // the first time
        .resumeFrom("predictions", store) // each later time
        .onChange(change -> show.accept(change.fullDocument()))
        .start();
    // endregion
  }

  static ResumeToken ofDebezium(String resumeToken) {
    // region debezium
    byte[] document = Base64.getDecoder().decode(resumeToken); // "resume_token" of the offset
    return ResumeToken.of(new RawBsonDocument(document));
    // endregion
  }
}
