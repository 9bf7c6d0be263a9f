package dev.mongostreams.internal.source;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.ChangeStreamIterable;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCluster;
import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import dev.mongostreams.Engine;
import dev.mongostreams.Scope;
import dev.mongostreams.StartPosition;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * The driver engine: the driver's own cursor, asked for raw events. It has the driver's resume, its
 * pinning on mongos and its settings, so it is right on every topology.
 */
public final class DriverSource implements ChangeSource {
  private final MongoClient client;
  private final StreamSpec spec;
  private volatile @Nullable BsonDocument newest;

  /** Makes a source; asks nothing of the server. */
  public DriverSource(MongoClient client, StreamSpec spec) {
    this.client = client;
    this.spec = spec;
  }

  @Override
  public Scope scope() {
    return spec.scope();
  }

  @Override
  public Engine engine() {
    return Engine.DRIVER;
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
    // The driver keeps the time its cursor opened at to itself; the session tells it.
    ClientSession session =
        client.startSession(ClientSessionOptions.builder().causallyConsistent(false).build());
    newest = session.getServerSession().getIdentifier();
    try {
      ChangeStreamIterable<Document> stream = watch(session, shaped);
      apply(stream, shaped);
      begin(stream, from);
      // The driver's type for a raw cursor is wider than what it returns.
      MongoChangeStreamCursor<RawBsonDocument> cursor =
          (MongoChangeStreamCursor<RawBsonDocument>)
              stream.withDocumentClass(RawBsonDocument.class).cursor();
      return new DriverCursor(cursor, session, client.getCodecRegistry(), from);
    } catch (Throwable failure) {
      session.close();
      throw failure;
    }
  }

  private ChangeStreamIterable<Document> watch(ClientSession session, StreamSpec shaped) {
    List<BsonDocument> stages = Pipelines.filters(shaped);
    Scope scope = spec.scope();
    // A client of somebody else's may lack the codecs for replies, whatever it has for documents.
    MongoCluster plain = client.withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry());
    if (scope instanceof Scope.OfCollection one) {
      return plain.getDatabase(one.database()).getCollection(one.name()).watch(session, stages);
    }
    if (scope instanceof Scope.OfCollections several) {
      return plain.getDatabase(several.database()).watch(session, stages);
    }
    return scope instanceof Scope.OfDatabase whole
        ? plain.getDatabase(whole.database()).watch(session, stages)
        : plain.watch(session, stages);
  }

  private static void apply(ChangeStreamIterable<Document> stream, StreamSpec spec) {
    if (spec.fullDocument() != FullDocument.DEFAULT) {
      stream.fullDocument(spec.fullDocument());
    }
    if (spec.beforeChange() != FullDocumentBeforeChange.DEFAULT) {
      stream.fullDocumentBeforeChange(spec.beforeChange());
    }
    if (spec.expandedEvents() != null) {
      stream.showExpandedEvents(spec.expandedEvents());
    }
    if (spec.batchSize() > 0) {
      stream.batchSize(spec.batchSize());
    }
    if (spec.maxAwait() != null) {
      stream.maxAwaitTime(spec.maxAwait().toMillis(), TimeUnit.MILLISECONDS);
    }
    if (spec.comment() != null) {
      stream.comment(spec.comment());
    }
  }

  private static void begin(ChangeStreamIterable<Document> stream, StartPosition from) {
    if (from instanceof StartPosition.After after) {
      stream.resumeAfter(after.token().document());
    } else if (from instanceof StartPosition.StartAfter after) {
      stream.startAfter(after.token().document());
    } else if (from instanceof StartPosition.AtTime at) {
      stream.startAtOperationTime(at.time());
    }
  }
}
