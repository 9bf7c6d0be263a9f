package dev.mongostreams.internal.work;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.ResumeToken;
import java.time.Instant;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/** An update whose document is gone, shown as a delete. Its bytes stay those of the update. */
record DeletedEvent(ChangeEvent update) implements ChangeEvent {

  static ChangeEvent of(ChangeEvent update) {
    return new DeletedEvent(update);
  }

  @Override
  public Operation operation() {
    return Operation.DELETE;
  }

  @Override
  public String operationName() {
    return Operation.DELETE.serverName();
  }

  @Override
  public @Nullable Document fullDocument() {
    return null;
  }

  @Override
  public <T> @Nullable T fullDocument(Class<T> type) {
    return null;
  }

  @Override
  public Document updatedFields() {
    return new Document();
  }

  @Override
  public List<String> removedFields() {
    return List.of();
  }

  @Override
  public ChangeEvent detach() {
    return of(update.detach());
  }

  @Override
  public ChangeEvent withCodecs(CodecRegistry registry) {
    return of(update.withCodecs(registry));
  }

  @Override
  public ResumeToken token() {
    return update.token();
  }

  @Override
  public String database() {
    return update.database();
  }

  @Override
  public String collection() {
    return update.collection();
  }

  @Override
  public @Nullable String renamedTo() {
    return update.renamedTo();
  }

  @Override
  public @Nullable RawBsonDocument documentKey() {
    return update.documentKey();
  }

  @Override
  public @Nullable BsonValue documentId() {
    return update.documentId();
  }

  @Override
  public @Nullable Document fullDocumentBeforeChange() {
    return update.fullDocumentBeforeChange();
  }

  @Override
  public @Nullable BsonTimestamp clusterTime() {
    return update.clusterTime();
  }

  @Override
  public @Nullable Instant wallTime() {
    return update.wallTime();
  }

  @Override
  public @Nullable BsonValue value(String path) {
    return update.value(path);
  }

  @Override
  public RawBsonDocument raw() {
    return update.raw();
  }

  @Override
  public @Nullable BsonDocument document(String path) {
    return update.document(path);
  }

  @Override
  public String toString() {
    return operationName() + " " + database() + "." + collection();
  }
}
