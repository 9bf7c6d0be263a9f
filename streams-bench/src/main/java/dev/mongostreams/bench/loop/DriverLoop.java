package dev.mongostreams.bench.loop;

import com.mongodb.client.ChangeStreamIterable;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import dev.mongostreams.bench.lap.Arrivals;
import dev.mongostreams.bench.lap.SlowHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** The driver's own loops, which note each insert until the process is ended. For one thread. */
public final class DriverLoop {
  private final MongoCollection<Document> collection;
  private final Arrivals arrivals;

  /** Prepares a loop over the inserts of a collection. */
  public DriverLoop(MongoCollection<Document> collection, Arrivals arrivals) {
    this.collection = collection;
    this.arrivals = arrivals;
  }

  /** What most people write: what comes while nobody reads is not asked for. */
  public void plain(SlowHandler handler) {
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor =
        collection.watch().cursor()) {
      arrivals.note(Arrivals.READY);
      while (true) {
        ChangeStreamDocument<Document> change = cursor.next();
        handler.handle();
        note(change);
      }
    }
  }

  /** The same without opening the events. */
  public void raw() {
    try (MongoCursor<RawBsonDocument> cursor =
        collection.watch().withDocumentClass(RawBsonDocument.class).cursor()) {
      arrivals.note(Arrivals.READY);
      while (true) {
        arrivals.note(cursor.next().getDocument("fullDocument").getInt32("n").getValue());
      }
    }
  }

  /**
   * What careful people write: after each event its token goes into a file, and a start goes on
   * behind the one that is there. No flush to the disk, which a killed process does not need.
   */
  public void keepingToken(Path file) throws IOException {
    ChangeStreamIterable<Document> changes = collection.watch();
    if (Files.exists(file)) {
      changes.resumeAfter(BsonDocument.parse(Files.readString(file)));
    }
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor = changes.cursor()) {
      BsonDocument opened = cursor.getResumeToken();
      // None when events are here already: those come first, and the file is behind them.
      if (opened != null) {
        keep(file, opened);
      }
      arrivals.note(Arrivals.READY);
      while (true) {
        ChangeStreamDocument<Document> change = cursor.next();
        note(change);
        keep(file, change.getResumeToken());
      }
    }
  }

  private void note(ChangeStreamDocument<Document> change) {
    arrivals.note(Objects.requireNonNull(change.getFullDocument()).getInteger("n").longValue());
  }

  /** Moved to its place whole, so that there is always one to read. */
  private static void keep(Path file, BsonDocument token) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, token.toJson());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
