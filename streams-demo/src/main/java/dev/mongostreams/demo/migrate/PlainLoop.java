package dev.mongostreams.demo.migrate;

import com.mongodb.client.ChangeStreamIterable;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What is written around the driver's cursor, so that it goes on after a restart. */
final class PlainLoop {
  private PlainLoop() {}

  static void run(
      MongoCollection<Document> predictions,
      TokenPlace tokens,
      Consumer<@Nullable Document> show,
      BooleanSupplier running) {
    // region loop
    ChangeStreamIterable<Document> stream =
        predictions.watch(List.of(Aggregates.match(Filters.eq("operationType", "insert"))));
    BsonDocument last = tokens.read();
    if (last != null) {
      stream.resumeAfter(last);
    }
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor = stream.cursor()) {
      while (running.getAsBoolean()) {
        ChangeStreamDocument<Document> change = cursor.tryNext();
        if (change != null) {
          show.accept(change.getFullDocument());
          tokens.write(change.getResumeToken());
        }
      }
    }
    // endregion
  }
}
