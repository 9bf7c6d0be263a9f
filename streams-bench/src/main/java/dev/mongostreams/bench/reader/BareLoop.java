package dev.mongostreams.bench.run;

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
final class BareLoop implements AutoCloseable {
  private final MongoDatabase database;
  private final ClientSession session;
  private final BsonString collection;
  private long cursorId;

  BareLoop(MongoClient client, MongoNamespace what) {
    this.database = client.getDatabase(what.getDatabaseName());
    this.collection = new BsonString(what.getCollectionName());
    this.session =
        client.startSession(ClientSessionOptions.builder().causallyConsistent(false).build());
  }

  void open() {
    BsonDocument stage = new BsonDocument("$changeStream", new BsonDocument());
    BsonDocument cursor =
        run(
            new BsonDocument("aggregate", collection)
                .append("pipeline", new BsonArray(List.of(stage)))
                .append("cursor", new BsonDocument()));
    cursorId = cursor.getNumber("id").longValue();
  }

  List<BsonDocument> next() {
    BsonDocument cursor =
        run(new BsonDocument("getMore", new BsonInt64(cursorId)).append("collection", collection));
    return cursor.getArray("nextBatch").stream().map(event -> event.asDocument()).toList();
  }

  private BsonDocument run(BsonDocument command) {
    return database
        .runCommand(session, command, ReadPreference.primary(), RawBsonDocument.class)
        .getDocument("cursor");
  }

  @Override
  public void close() {
    session.close();
  }
}
