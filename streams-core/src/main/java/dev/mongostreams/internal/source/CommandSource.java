package dev.mongostreams.internal.source;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.Engine;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.bson.CursorReply;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * The command engine: raw {@code aggregate} and {@code getMore}, whose replies are taken as they
 * are. Right only where one server answers all commands of a cursor: on the primary of a replica
 * set or on a direct connection.
 */
public final class CommandSource implements ChangeSource {
  private final MongoClient client;
  private final StreamSpec spec;
  private volatile @Nullable BsonDocument newest;

  /** Makes a source; asks nothing of the server. */
  public CommandSource(MongoClient client, StreamSpec spec) {
    this.client = client;
    this.spec = spec;
  }

  @Override
  public Scope scope() {
    return spec.scope();
  }

  @Override
  public Engine engine() {
    return Engine.COMMAND;
  }

  @Override
  public @Nullable BsonDocument session() {
    return newest;
  }

  @Override
  public @Nullable BsonTimestamp oldest() {
    return Oplog.oldest(client);
  }

  @Override
  public Form usualForm() {
    return spec.usualForm();
  }

  @Override
  public Form largeForm() {
    return spec.largeForm();
  }

  @Override
  public ChangeCursor open(StartPosition from, Form form) {
    StreamSpec shaped = spec.in(form);
    // A client of somebody else's may lack the codecs for replies, whatever it has for documents.
    MongoDatabase database =
        client
            .getDatabase(databaseName())
            .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry());
    // One session for all commands of a cursor: the server binds the cursor to it (error 50738).
    ClientSession session =
        client.startSession(ClientSessionOptions.builder().causallyConsistent(false).build());
    newest = session.getServerSession().getIdentifier();
    try {
      RawBsonDocument reply =
          database.runCommand(
              session, aggregate(from, shaped), ReadPreference.primary(), RawBsonDocument.class);
      return new CommandCursor(
          database, session, shaped, client.getCodecRegistry(), new CursorReply(reply));
    } catch (Throwable failure) {
      session.close();
      throw failure;
    }
  }

  /** Pattern matching in a switch is not to be had on Java 17. */
  private String databaseName() {
    Scope scope = spec.scope();
    if (scope instanceof Scope.OfCollection one) {
      return one.database();
    }
    if (scope instanceof Scope.OfCollections several) {
      return several.database();
    }
    return scope instanceof Scope.OfDatabase whole ? whole.database() : "admin";
  }

  private BsonDocument aggregate(StartPosition from, StreamSpec shaped) {
    BsonDocument changeStream = Pipelines.options(shaped);
    if (spec.scope() instanceof Scope.OfCluster) {
      changeStream.append("allChangesForCluster", BsonBoolean.TRUE);
    }
    if (from instanceof StartPosition.After after) {
      changeStream.append("resumeAfter", after.token().document());
    } else if (from instanceof StartPosition.StartAfter after) {
      changeStream.append("startAfter", after.token().document());
    } else if (from instanceof StartPosition.AtTime at) {
      changeStream.append("startAtOperationTime", at.time());
    }
    List<BsonValue> stages = new ArrayList<>();
    stages.add(new BsonDocument("$changeStream", changeStream));
    stages.addAll(Pipelines.filters(shaped));
    BsonDocument cursor = new BsonDocument();
    if (shaped.batchSize() > 0) {
      cursor.append("batchSize", new BsonInt32(shaped.batchSize()));
    }
    BsonDocument command =
        new BsonDocument("aggregate", target())
            .append("pipeline", new BsonArray(stages))
            .append("cursor", cursor);
    if (spec.comment() != null) {
      command.append("comment", spec.comment());
    }
    return command;
  }

  private BsonValue target() {
    return spec.scope() instanceof Scope.OfCollection one
        ? new BsonString(one.name())
        : new BsonInt32(1);
  }
}
