package dev.mongostreams.demo.forms;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeHandler;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Operation;
import dev.mongostreams.Watcher;
import dev.mongostreams.checkpoint.CheckpointStore;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.bson.Document;

/** Ways to handle and to read that are no step of the walk. */
final class Forms {
  private Forms() {}

  static Watcher batches(ChangeStreams streams, MongoCollection<Document> copy) {
    // region batch
    Watcher watcher =
        streams
            .watchCollection("predictions")
            .operations(Operation.INSERT)
            .onBatch(
                500,
                changes ->
                    copy.bulkWrite(
                        changes.stream()
                            .map(change -> new InsertOneModel<>(change.fullDocument()))
                            .toList()))
            .start();
    // endregion
    return watcher;
  }

  static Watcher later(ChangeStreams streams, Function<ChangeEvent, CompletionStage<?>> send) {
    // region later
    Watcher watcher =
        streams
            .watchCollection("predictions")
            .parallel(64) // so many may be under way; one thread begins them all
            .onChangeAsync(change -> send.apply(change))
            .start();
    // endregion
    return watcher;
  }

  static Watcher sideBySide(ChangeStreams streams, CheckpointStore store, ChangeHandler score) {
    // region parallel
    return streams
        .watchCollection("predictions")
        .parallel(8) // eight documents at a time, each in its own order
        .resumeFrom("scores", store)
        .onChange(score)
        .start();
    // endregion
  }

  static Watcher lean(ChangeStreams streams, ChangeHandler handler) {
    // region lean
    return streams
        .watchCollection("predictions")
        .pipeline(Aggregates.project(Projections.exclude("fullDocument.input")))
        .onChange(handler)
        .start();
    // endregion
  }

  static Watcher large(ChangeStreams streams, ChangeHandler handler) {
    // region large
    return streams
        .watchCollection("predictions")
        .reading(read -> read.byteBudget(4 << 20).splitLargeEvents(true))
        .onChange(handler)
        .start();
    // endregion
  }
}
