package dev.mongostreams.letters;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.letters.DeadLetter.Failure;
import java.time.Instant;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonString;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Letters as documents: a head that tells all but the event, and the event behind it, as {@code
 * event} where that is readable and keeps each byte, else as {@code bytes}.
 */
final class LetterForm {
  static final String VERSION_FIELD = "deadLetter";
  static final String EVENT = "event";
  static final String BYTES = "bytes";

  /** Larger events are kept as bytes: nobody reads them, and text takes many times their memory. */
  static final int MOST_READABLE = 1 << 20;

  private static final int VERSION = 1;

  private LetterForm() {}

  /** All but the event. Place and token stand in it for whoever searches; the event decides. */
  static BsonDocument head(DeadLetter letter) {
    Failure failure = letter.failure();
    return new BsonDocument(VERSION_FIELD, new BsonInt32(VERSION))
        .append("id", new BsonString(letter.id()))
        .append("watcher", new BsonString(letter.watcher()))
        .append("ns", new BsonString(letter.namespace()))
        .append("token", letter.token().document())
        .append("attempts", new BsonInt32(failure.attempts()))
        .append("error", new BsonString(failure.error()))
        .append("message", new BsonString(failure.message()))
        .append("firstFailedAt", new BsonDateTime(failure.firstAt().toEpochMilli()))
        .append("lastFailedAt", new BsonDateTime(failure.lastAt().toEpochMilli()));
  }

  /**
   * Reads a letter of our version.
   *
   * @param head as {@link #head} wrote it; more fields are no mistake
   * @throws IllegalArgumentException when it is damaged; the message is a clause
   */
  static DeadLetter parse(BsonDocument head, byte[] event) {
    try {
      Failure failure =
          new Failure(
              head.getString("error").getValue(),
              head.getString("message").getValue(),
              head.getInt32("attempts").getValue(),
              Instant.ofEpochMilli(head.getDateTime("firstFailedAt").getValue()),
              Instant.ofEpochMilli(head.getDateTime("lastFailedAt").getValue()));
      DeadLetter letter =
          DeadLetter.of(
              head.getString("watcher").getValue(),
              ChangeEvent.of(new RawBsonDocument(event)),
              failure);
      if (letter.id().equals(head.getString("id").getValue())) {
        return letter;
      }
    } catch (BsonInvalidOperationException | IllegalStateException malformed) {
      throw new IllegalArgumentException("it lacks a field that a dead letter has", malformed);
    }
    throw new IllegalArgumentException("its id is not that of its event");
  }

  /**
   * Checks that {@link #parse} may read it.
   *
   * @throws IllegalArgumentException when it is no letter, or of a newer version; the message is a
   *     clause
   */
  static void checkVersion(BsonDocument head) {
    if (!head.isNumber(VERSION_FIELD)) {
      throw new IllegalArgumentException("it is no dead letter");
    }
    int version = head.getNumber(VERSION_FIELD).intValue();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "it is of version " + version + ", and only version " + VERSION + " can be read");
    }
  }

  /** The event as {@link #BYTES} of a document. */
  static BsonBinary binary(byte[] event) {
    return new BsonBinary(event);
  }

  /** The bytes of an event kept as {@link #BYTES}, or null when it is not kept so. */
  static byte @Nullable [] bytes(BsonDocument letter) {
    return letter.isBinary(BYTES) ? letter.getBinary(BYTES).getData() : null;
  }

  /** The bytes of a document, exactly as they came. */
  static byte[] bytesOf(RawBsonDocument document) {
    ByteBuf buffer = document.getByteBuffer();
    try {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } finally {
      buffer.release();
    }
  }
}
