package dev.mongostreams.internal.source;

import com.mongodb.ServerCursor;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoChangeStreamCursor;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.bson.RawChangeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.RawBsonDocument;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The driver's cursor, read a whole reply at a time. */
final class DriverCursor implements ChangeCursor {
  private static final Logger LOG = LoggerFactory.getLogger(DriverCursor.class);

  private final MongoChangeStreamCursor<RawBsonDocument> cursor;
  private final ClientSession session;
  private final CodecRegistry codecs;
  private final CursorUse use = new CursorUse();

  /** Null once it has been taken: it may be as large as any reply. */
  private @Nullable Batch first;

  /** The server's cursor of the newest reply; null once the server has ended it. */
  private @Nullable ServerCursor known;

  private boolean renewed;

  DriverCursor(
      MongoChangeStreamCursor<RawBsonDocument> cursor,
      ClientSession session,
      CodecRegistry codecs,
      StartPosition from) {
    this.cursor = cursor;
    this.session = session;
    this.codecs = codecs;
    // What is available now came with the aggregate: taking it asks the server nothing.
    this.first = cursor.available() > 0 ? batch(cursor.tryNext()) : opened(from);
    this.known = cursor.getServerCursor();
  }

  /**
   * Before the first reply to a {@code getMore} the driver may know no token: then the time the
   * server opened at is the position, and without it a failure now would lose what comes in
   * between.
   */
  private Batch opened(StartPosition from) {
    BsonDocument token = cursor.getResumeToken();
    StartPosition end = null;
    if (token != null && !token.equals(requested(from))) {
      end = StartPosition.after(ResumeToken.of(token));
    } else if (token == null
        && from instanceof StartPosition.Now
        && session.getOperationTime() != null) {
      end = StartPosition.at(session.getOperationTime());
    }
    return new EventBatch(List.of(), end, ended(), 0, session.getOperationTime(), clusterTime());
  }

  private static @Nullable BsonDocument requested(StartPosition from) {
    if (from instanceof StartPosition.After after) {
      return after.token().document();
    }
    return from instanceof StartPosition.StartAfter after ? after.token().document() : null;
  }

  @Override
  public Batch first() {
    return Objects.requireNonNull(first);
  }

  /** The driver keeps the size it was opened with. */
  @Override
  public Batch next(int batchSize) {
    first = null;
    use.beginRead();
    try {
      Batch batch = batch(cursor.tryNext());
      noteRenewal();
      return batch;
    } finally {
      if (use.endRead()) {
        session.close();
      }
    }
  }

  /** The driver resumes without a word, but the cursor that it then has is another one. */
  private void noteRenewal() {
    ServerCursor now = cursor.getServerCursor();
    renewed = now != null && known != null && now.getId() != known.getId();
    known = now;
  }

  @Override
  public boolean renewed() {
    return renewed;
  }

  private Batch batch(@Nullable RawBsonDocument newest) {
    List<ChangeEvent> events = new ArrayList<>();
    long bytes = 0;
    for (RawBsonDocument event = newest; event != null; event = following()) {
      events.add(RawChangeEvent.of(event, codecs));
      bytes += event.getByteBuffer().remaining();
    }
    return new EventBatch(events, end(), ended(), bytes, session.getOperationTime(), clusterTime());
  }

  private @Nullable BsonTimestamp clusterTime() {
    BsonDocument gossip = session.getClusterTime();
    return gossip == null ? null : gossip.getTimestamp("clusterTime");
  }

  private @Nullable RawBsonDocument following() {
    return cursor.available() > 0 ? cursor.tryNext() : null;
  }

  private @Nullable StartPosition end() {
    BsonDocument token = cursor.getResumeToken();
    if (token == null) {
      return null;
    }
    ResumeToken position = ResumeToken.of(token);
    return ended() ? StartPosition.startAfter(position) : StartPosition.after(position);
  }

  private boolean ended() {
    return cursor.getServerCursor() == null;
  }

  @Override
  public void kill() {
    CursorUse.Ending ending = use.end();
    if (ending == CursorUse.Ending.NOTHING) {
      return;
    }
    try {
      cursor.close();
    } catch (RuntimeException alreadyGone) {
      LOG.debug("Closing the cursor failed, the server will time it out", alreadyGone);
    }
    if (ending == CursorUse.Ending.RELEASE_NOW) {
      session.close();
    }
  }

  /** The driver alone knows how to give a cursor back, and does it without waiting for long. */
  @Override
  public void abandon() {
    kill();
  }
}
