package dev.mongostreams.demo.forms;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertOneModel;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ChangeStreams;
import dev.mongostreams.Operation;
import dev.mongostreams.Watcher;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.bson.Document;

/** The same copy of inserts, in batches and by a client that answers later. */
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
}
