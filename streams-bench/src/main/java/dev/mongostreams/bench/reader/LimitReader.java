package dev.mongostreams.bench.reader;

import com.mongodb.ClientSessionOptions;
import com.mongodb.ReadPreference;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/** Raw {@code aggregate} and {@code getMore}; the events of a reply are counted, never opened. */
final class LimitReader implements DrainReader {
  private final MongoDatabase database;
  private final ClientSession session;
  private final Workload workload;
  private long cursorId;

  LimitReader(MongoClient client, Workload workload) {
    this.database = client.getDatabase(workload.database());
    // The server binds a cursor to the session that made it.
    this.session =
        client.startSession(ClientSessionOptions.builder().causallyConsistent(false).build());
    this.workload = workload;
  }

  @Override
  public void drain(Tally tally) {
    long end = System.nanoTime() + Workload.LIMIT.toNanos();
    BsonDocument cursor = run(aggregate());
    cursorId = cursor.getNumber("id").longValue();
    tally.skip(cursor.getArray("firstBatch").size());
    while (!tally.full()) {
      int events = run(getMore()).getArray("nextBatch").size();
      tally.skip(events);
      if (events == 0 && System.nanoTime() - end > 0) {
        throw new IllegalStateException("The limit's drain ended at " + tally.count() + " events.");
      }
    }
  }

  private BsonDocument run(BsonDocument command) {
    return database
        .runCommand(session, command, ReadPreference.primary(), RawBsonDocument.class)
        .getDocument("cursor");
  }

  private BsonDocument aggregate() {
    BsonDocument stage =
        new BsonDocument(
            "$changeStream", new BsonDocument("startAtOperationTime", workload.start()));
    return new BsonDocument("aggregate", new BsonString(workload.collection()))
        .append("pipeline", new BsonArray(List.of(stage)))
        .append("cursor", new BsonDocument());
  }

  private BsonDocument getMore() {
    return new BsonDocument("getMore", new BsonInt64(cursorId))
        .append("collection", new BsonString(workload.collection()));
  }

  @Override
  public void close() {
    database.runCommand(
        session,
        new BsonDocument("killCursors", new BsonString(workload.collection()))
            .append("cursors", new BsonArray(List.of(new BsonInt64(cursorId)))));
    session.close();
  }
}
