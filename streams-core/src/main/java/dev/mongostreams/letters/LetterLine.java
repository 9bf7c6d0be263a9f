package dev.mongostreams.letters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.bson.BsonDocument;
import org.bson.BsonSerializationException;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file of dead letters: a JSON object. The event is Extended JSON if reading it gives
 * the very same bytes, and base64 if not.
 */
final class LetterLine {
  /** Each line begins so: tells a torn one from somebody else's. */
  static final byte[] START = ("{\"" + LetterForm.VERSION_FIELD + "\": ").getBytes(UTF_8);

  private static final JsonWriterSettings HEAD =
      JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();
  private static final JsonWriterSettings EXACT =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  private final byte[] bytes;
  private final @Nullable DeadLetter letter;

  private LetterLine(byte[] bytes, @Nullable DeadLetter letter) {
    this.bytes = bytes;
    this.letter = letter;
  }

  /** The line without its newline. */
  byte[] bytes() {
    return bytes;
  }

  /** What it says, or null for a line that a crash or a full disk left unfinished. */
  @Nullable DeadLetter letter() {
    return letter;
  }

  /** Writes a letter, without a newline. */
  static byte[] write(DeadLetter letter) {
    String head = LetterForm.head(letter).toJson(HEAD);
    byte[] event = LetterForm.bytesOf(letter.event().raw());
    String readable = readable(event);
    String tail =
        readable != null
            ? ", \"" + LetterForm.EVENT + "\": " + readable + "}"
            : ", "
                + new BsonDocument(LetterForm.BYTES, LetterForm.binary(event))
                    .toJson(EXACT)
                    .substring(1);
    return (head.substring(0, head.length() - 1) + tail).getBytes(UTF_8);
  }

  private static @Nullable String readable(byte[] event) {
    if (event.length > LetterForm.MOST_READABLE) {
      return null;
    }
    try {
      String json = new RawBsonDocument(event).toJson(EXACT);
      return Arrays.equals(encoded(BsonDocument.parse(json)), event) ? json : null;
    } catch (RuntimeException damaged) {
      // The very events that handlers fail on: their bytes are kept as they are.
      return null;
    }
  }

  private static byte[] encoded(BsonDocument document) {
    return LetterForm.bytesOf(new RawBsonDocument(document, new BsonDocumentCodec()));
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException when it is not one of ours; the message is a clause
   */
  static LetterLine read(byte[] bytes) {
    int shared = Math.min(bytes.length, START.length);
    if (!Arrays.equals(bytes, 0, shared, START, 0, shared)) {
      throw new IllegalArgumentException("it is no dead letter");
    }
    BsonDocument document;
    try {
      document = BsonDocument.parse(new String(bytes, UTF_8));
    } catch (RuntimeException unfinished) {
      // The brace that ends a line is its last byte, so each cut makes it unreadable.
      return new LetterLine(bytes, null);
    }
    LetterForm.checkVersion(document);
    return new LetterLine(bytes, LetterForm.parse(document, event(document)));
  }

  private static byte[] event(BsonDocument document) {
    byte[] bytes = LetterForm.bytes(document);
    if (bytes != null) {
      return bytes;
    }
    if (!document.isDocument(LetterForm.EVENT)) {
      throw new IllegalArgumentException("it has no event");
    }
    try {
      return encoded(document.getDocument(LetterForm.EVENT));
    } catch (BsonSerializationException tooDeep) {
      throw new IllegalArgumentException("its event cannot be read", tooDeep);
    }
  }
}
