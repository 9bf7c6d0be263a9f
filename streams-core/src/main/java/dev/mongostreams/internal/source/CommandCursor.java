package dev.mongostreams.internal.source;

import com.mongodb.ReadPreference;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoDatabase;
import dev.mongostreams.internal.bson.CursorReply;
import java.util.List;
import java.util.Objects;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cursor read by raw commands. Its session belongs to whoever reads, as {@link CursorUse} says.
 */
final class CommandCursor implements ChangeCursor {
  private static final Logger LOG = LoggerFactory.getLogger(CommandCursor.class);

  private final MongoDatabase database;
  private final ClientSession session;
  private final StreamSpec spec;
  private final CodecRegistry codecs;
  private final long id;
  private final String collection;
  private final CursorUse use = new CursorUse();

  /** Null once it has been taken: it may be as large as any reply. */
  private @Nullable Batch first;

  CommandCursor(
      MongoDatabase database,
      ClientSession session,
      StreamSpec spec,
      CodecRegistry codecs,
      CursorReply opening) {
    this.database = database;
    this.session = session;
    this.spec = spec;
    this.codecs = codecs;
    this.id = opening.cursorId();
    this.collection = opening.collection();
    this.first = new ReplyBatch(opening, codecs);
  }

  @Override
  public Batch first() {
    return Objects.requireNonNull(first);
  }

  @Override
  public Batch next(int batchSize) {
    first = null;
    use.beginRead();
    try {
      RawBsonDocument reply =
          database.runCommand(
              session, getMore(batchSize), ReadPreference.primary(), RawBsonDocument.class);
      return new ReplyBatch(new CursorReply(reply), codecs);
    } finally {
      if (use.endRead()) {
        session.close();
      }
    }
  }

  private BsonDocument getMore(int batchSize) {
    BsonDocument command =
        new BsonDocument("getMore", new BsonInt64(id))
            .append("collection", new BsonString(collection));
    if (batchSize > 0) {
      command.append("batchSize", new BsonInt32(batchSize));
    }
    if (spec.maxAwait() != null) {
      command.append("maxTimeMS", new BsonInt64(spec.maxAwait().toMillis()));
    }
    if (spec.comment() != null) {
      command.append("comment", spec.comment());
    }
    return command;
  }

  @Override
  public void kill() {
    CursorUse.Ending ending = use.end();
    if (ending != CursorUse.Ending.NOTHING) {
      // Without the session: a reader may be using it.
      killOnServer();
    }
    release(ending);
  }

  @Override
  public void abandon() {
    release(use.end());
  }

  private void release(CursorUse.Ending ending) {
    if (ending == CursorUse.Ending.RELEASE_NOW) {
      session.close();
    }
  }

  private void killOnServer() {
    if (id == 0) {
      return;
    }
    try {
      database.runCommand(
          new BsonDocument("killCursors", new BsonString(collection))
              .append("cursors", new BsonArray(List.of(new BsonInt64(id)))));
    } catch (RuntimeException alreadyGone) {
      LOG.debug("killCursors failed, the server will time the cursor out", alreadyGone);
    }
  }
}
