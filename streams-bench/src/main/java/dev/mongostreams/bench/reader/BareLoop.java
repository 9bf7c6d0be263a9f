package dev.mongostreams.bench.reader;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoNamespace;
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

/** The least that brings events: one thread, {@code getMore} after {@code getMore}. */
public final class BareLoop implements AutoCloseable {
  private final MongoDatabase database;
  private final ClientSession session;
  private final BsonString collection;
  private long cursorId;

  /** Prepares a loop over the changes of a collection. */
  public BareLoop(MongoClient client, MongoNamespace what) {
    this.database = client.getDatabase(what.getDatabaseName());
    this.collection = new BsonString(what.getCollectionName());
    // The server binds a cursor to the session that made it.
    this.session =
        client.startSession(ClientSessionOptions.builder().causallyConsistent(false).build());
  }

  /**
   * Opens the cursor.
   *
   * @param options of the {@code $changeStream} stage, as where to begin
   * @return the events that came with it, not opened
   */
  public BsonArray open(BsonDocument options) {
    BsonDocument stage = new BsonDocument("$changeStream", options);
    BsonDocument cursor =
        run(
            new BsonDocument("aggregate", collection)
                .append("pipeline", new BsonArray(List.of(stage)))
                .append("cursor", new BsonDocument()));
    cursorId = cursor.getNumber("id").longValue();
    return cursor.getArray("firstBatch");
  }

  /** The next events, not opened. */
  public BsonArray next() {
    return run(new BsonDocument("getMore", new BsonInt64(cursorId))
            .append("collection", collection))
        .getArray("nextBatch");
  }

  private BsonDocument run(BsonDocument command) {
    return database
        .runCommand(session, command, ReadPreference.primary(), RawBsonDocument.class)
        .getDocument("cursor");
  }

  @Override
  public void close() {
    database.runCommand(
        session,
        new BsonDocument("killCursors", collection)
            .append("cursors", new BsonArray(List.of(new BsonInt64(cursorId)))));
    session.close();
  }
}
