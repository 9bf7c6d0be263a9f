package dev.mongostreams.internal.bson;

import com.mongodb.MongoClientSettings;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.ResumeToken;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.ByteBuf;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/**
 * A change event on a slice of a reply. Its fields are found by one walk at the first question.
 *
 * <p>{@link #fields} is written without a lock: two threads that ask first at the same time find
 * the same places, and the object they find is immutable but for its own construction.
 */
public final class RawChangeEvent implements ChangeEvent {
  private final byte[] bytes;
  private final int offset;
  private final int length;
  private final CodecRegistry codecs;
  private volatile @Nullable EventFields fields;

  /**
   * Makes an event of the document that begins at {@code offset}.
   *
   * @param bytes shared, never written
   */
  public RawChangeEvent(byte[] bytes, int offset, CodecRegistry codecs) {
    this(bytes, offset, bytes.length, codecs);
  }

  private RawChangeEvent(byte[] bytes, int offset, int limit, CodecRegistry codecs) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = Elements.documentLength(bytes, offset, limit);
    this.codecs = codecs;
  }

  /** Makes an event on the bytes of a document. */
  public static RawChangeEvent of(RawBsonDocument document) {
    return of(document, MongoClientSettings.getDefaultCodecRegistry());
  }

  /** Makes an event on the bytes of a document, decoded by those codecs. */
  public static RawChangeEvent of(RawBsonDocument document, CodecRegistry codecs) {
    ByteBuf buffer = document.getByteBuffer();
    try {
      int offset = buffer.asNIO().arrayOffset() + buffer.position();
      return new RawChangeEvent(buffer.array(), offset, offset + buffer.remaining(), codecs);
    } finally {
      buffer.release();
    }
  }

  @Override
  public ResumeToken token() {
    int at = fields().token();
    if (at == EventFields.ABSENT) {
      throw new IllegalStateException(
          "Cannot tell the position of an event on "
              + database()
              + ": it has no _id document. Keep _id in the pipeline.");
    }
    byte[] own = Arrays.copyOfRange(bytes, at, at + Elements.intAt(bytes, at));
    return ResumeToken.of(new RawBsonDocument(own));
  }

  CodecRegistry codecs() {
    return codecs;
  }

  int length() {
    return length;
  }

  Elements elements() {
    return new Elements(bytes, offset);
  }

  void copy(int from, int count, byte[] into, int at) {
    System.arraycopy(bytes, from, into, at, count);
  }

  /** Tells whether the event has a position. */
  public boolean hasToken() {
    return fields().token() != EventFields.ABSENT;
  }

  @Override
  public Operation operation() {
    int at = fields().operation();
    return at == EventFields.ABSENT ? Operation.OTHER : OperationNames.at(bytes, at);
  }

  @Override
  public String operationName() {
    int at = fields().operation();
    return at == EventFields.ABSENT ? "" : Elements.string(bytes, at);
  }

  @Override
  public String database() {
    return text(fields().namespace(), "db");
  }

  @Override
  public String collection() {
    return text(fields().namespace(), "coll");
  }

  @Override
  public @Nullable String renamedTo() {
    return value("to.db") instanceof BsonString db && value("to.coll") instanceof BsonString coll
        ? db.getValue() + "." + coll.getValue()
        : null;
  }

  @Override
  public @Nullable RawBsonDocument documentKey() {
    int at = fields().documentKey();
    return at == EventFields.ABSENT ? null : Values.slice(bytes, at);
  }

  @Override
  public @Nullable BsonValue documentId() {
    int at = fields().documentKey();
    return at == EventFields.ABSENT ? null : Values.at(bytes, at, "_id");
  }

  @Override
  public @Nullable Document fullDocument() {
    return fullDocument(Document.class);
  }

  @Override
  public <T> @Nullable T fullDocument(Class<T> type) {
    int at = fields().fullDocument();
    return at == EventFields.ABSENT ? null : Values.slice(bytes, at).decode(codecs.get(type));
  }

  @Override
  public @Nullable Document fullDocumentBeforeChange() {
    BsonDocument before = document("fullDocumentBeforeChange");
    return before == null ? null : decoded(before);
  }

  @Override
  public Document updatedFields() {
    int at = fields().updateDescription();
    BsonValue updated = at == EventFields.ABSENT ? null : Values.at(bytes, at, "updatedFields");
    return updated instanceof RawBsonDocument set ? decoded(set) : new Document();
  }

  @Override
  public List<String> removedFields() {
    int at = fields().updateDescription();
    BsonValue removed = at == EventFields.ABSENT ? null : Values.at(bytes, at, "removedFields");
    return removed == null || !removed.isArray()
        ? List.of()
        : removed.asArray().stream()
            .filter(BsonValue::isString)
            .map(name -> name.asString().getValue())
            .toList();
  }

  @Override
  public @Nullable BsonTimestamp clusterTime() {
    int at = fields().clusterTime();
    return at == EventFields.ABSENT ? null : Values.timestamp(bytes, at);
  }

  @Override
  public @Nullable Instant wallTime() {
    return value("wallTime") instanceof BsonDateTime time
        ? Instant.ofEpochMilli(time.getValue())
        : null;
  }

  @Override
  public @Nullable BsonValue value(String path) {
    int at = fields().fullDocument();
    return at != EventFields.ABSENT && path.startsWith("fullDocument.")
        ? Values.at(bytes, at, path.substring("fullDocument.".length()))
        : Values.at(bytes, offset, path);
  }

  @Override
  public @Nullable BsonDocument document(String path) {
    return value(path) instanceof RawBsonDocument document ? document : null;
  }

  @Override
  public RawBsonDocument raw() {
    return new RawBsonDocument(bytes, offset, length);
  }

  @Override
  public ChangeEvent detach() {
    return length == bytes.length
        ? this
        : new RawChangeEvent(Arrays.copyOfRange(bytes, offset, offset + length), 0, codecs);
  }

  @Override
  public ChangeEvent withCodecs(CodecRegistry registry) {
    return new RawChangeEvent(bytes, offset, registry);
  }

  /** Names the kind and the place, and nothing of the data. */
  @Override
  public String toString() {
    return operationName() + " " + database() + "." + collection();
  }

  private Document decoded(BsonDocument part) {
    return ((RawBsonDocument) part).decode(codecs.get(Document.class));
  }

  private String text(int document, String name) {
    return document != EventFields.ABSENT
            && Values.at(bytes, document, name) instanceof BsonString text
        ? text.getValue()
        : "";
  }

  private EventFields fields() {
    EventFields found = fields;
    if (found == null) {
      found = new EventFields(bytes, offset);
      fields = found;
    }
    return found;
  }
}
