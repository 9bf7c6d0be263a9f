package dev.mongostreams;

import dev.mongostreams.internal.bson.RawChangeEvent;
import java.time.Instant;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/**
 * One change, as the server describes it. Keeps the server's bytes and decodes what is asked for,
 * each time it is asked for: a handler that reads one field pays for one field.
 *
 * <p>Nothing may be taken for granted: a {@code drop} has no document, a {@code dropDatabase} has
 * no collection, a later server may send kinds and fields nobody knows yet. What is absent is null;
 * what is unknown is in {@link #raw()}.
 *
 * <p>Immutable, and usable by any thread. Its bytes are a slice of the reply it came in: {@link
 * #detach()} copies them.
 */
public interface ChangeEvent {

  /**
   * Makes an event of its document, for tests of handlers and for replays.
   *
   * @param document the whole event, with its {@code _id}
   * @return an event on the very bytes of the document
   */
  static ChangeEvent of(RawBsonDocument document) {
    return RawChangeEvent.of(document);
  }

  /**
   * Returns the position of this event.
   *
   * @return the token that resumes right after this event
   * @throws IllegalStateException when the pipeline removed or changed the event's {@code _id}
   */
  ResumeToken token();

  /**
   * Returns the kind of the change.
   *
   * @return the operation, {@link Operation#OTHER} for one this version does not know
   */
  Operation operation();

  /**
   * Returns the server's own name for the kind of the change.
   *
   * @return for example {@code insert}; empty when the pipeline removed it
   */
  String operationName();

  /**
   * Returns the database of the change.
   *
   * @return its name; empty for an {@code invalidate}, and when the pipeline removed it
   */
  String database();

  /**
   * Returns the collection of the change.
   *
   * @return its name; empty where no one collection changed
   */
  String collection();

  /**
   * Returns the new name of a renamed collection.
   *
   * @return {@code database.collection}, or null unless this is a {@code rename}
   */
  @Nullable String renamedTo();

  /**
   * Returns the identity of the changed document: its {@code _id}, and its shard key if it has one.
   * Shares the bytes of the event.
   *
   * @return the key, or null where no document changed
   */
  @Nullable RawBsonDocument documentKey();

  /**
   * Returns the {@code _id} of the changed document.
   *
   * @return the value, or null where no document changed
   */
  @Nullable BsonValue documentId();

  /**
   * Returns the document after the change: of an insert or a replace always; of an update as the
   * full-document option says.
   *
   * @return the decoded document, a new one each call, or null when the event has none
   */
  @Nullable Document fullDocument();

  /**
   * Returns the document after the change as an object of your own, through the codec registry of
   * the client.
   *
   * @param <T> the type wanted
   * @param type a class the registry has a codec for
   * @return a new object each call, or null when the event has no document
   * @throws org.bson.codecs.configuration.CodecConfigurationException when there is no codec for it
   */
  <T> @Nullable T fullDocument(Class<T> type);

  /**
   * Returns the document before the change, as the before-change option says.
   *
   * @return the decoded document, a new one each call, or null when the event has none
   */
  @Nullable Document fullDocumentBeforeChange();

  /**
   * Returns what an update set: dotted field paths and their new values.
   *
   * @return a new document each call; empty when this is not an update
   */
  Document updatedFields();

  /**
   * Returns what an update removed.
   *
   * @return dotted field paths; empty when this is not an update
   */
  List<String> removedFields();

  /**
   * Returns when the change was made, by the logical clock of the cluster.
   *
   * @return the cluster time, or null when the event has none
   */
  @Nullable BsonTimestamp clusterTime();

  /**
   * Returns when the change was made, by the clock of the server that made it.
   *
   * @return the wall time in milliseconds, or null before MongoDB 6.0
   */
  @Nullable Instant wallTime();

  /**
   * Returns one value by its path, and decodes only that one. The cheapest way to one field.
   *
   * @param path field names from the top of the event, with dots between: {@code
   *     fullDocument.confidence}. Array elements go by index. A field whose own name has a dot
   *     cannot be reached; take {@link #raw()} for it
   * @return the value, or null when there is no such field
   */
  @Nullable BsonValue value(String path);

  /**
   * Returns the whole event as the server sent it. Shares the bytes of the event.
   *
   * @return the event's document
   */
  RawBsonDocument raw();

  /**
   * Returns this event on bytes of its own, to be kept without holding on to the reply it came in.
   *
   * @return a copy, or this event when it has its bytes to itself already
   */
  ChangeEvent detach();

  /**
   * Returns an event whose {@link #fullDocument(Class)} uses other codecs.
   *
   * @param registry the codecs
   * @return an event on the same bytes
   */
  ChangeEvent withCodecs(CodecRegistry registry);

  /**
   * Returns a part of the event as a document.
   *
   * @param path as in {@link #value}
   * @return the document, sharing the bytes of the event, or null when there is none at that path
   */
  @Nullable BsonDocument document(String path);
}
