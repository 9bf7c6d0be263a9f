package dev.mongostreams.letters;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/**
 * Events as bytes in a collection: with their letter, or, when they are large, in documents of
 * their own that are written before it. A letter that is there is whole.
 */
final class EventParts {
  /** Half of what a document holds: leaves room for all that stands beside it. */
  static final int PART_BYTES = 8 << 20;

  private static final String LENGTH = "length";
  private static final String PART_OF = "partOf";

  private final MongoCollection<BsonDocument> collection;

  EventParts(MongoCollection<?> collection) {
    this.collection = collection.withDocumentClass(BsonDocument.class);
  }

  /** Adds an event to the head of its letter, or writes it beside; says what is to be inserted. */
  BsonDocument append(BsonDocument head, String id, byte[] event) {
    if (event.length <= PART_BYTES) {
      return head.append(LetterForm.BYTES, LetterForm.binary(event));
    }
    for (int from = 0; from < event.length; from += PART_BYTES) {
      byte[] part = Arrays.copyOfRange(event, from, Math.min(event.length, from + PART_BYTES));
      BsonString name = new BsonString(name(id, from));
      collection.replaceOne(
          eq("_id", name),
          new BsonDocument("_id", name)
              .append(PART_OF, new BsonString(id))
              .append(LetterForm.BYTES, LetterForm.binary(part)),
          new ReplaceOptions().upsert(true));
    }
    return head.append(LENGTH, new BsonInt32(event.length));
  }

  /**
   * Reads the bytes that belong to a letter.
   *
   * @throws IllegalArgumentException when a part is missing; the message is a clause
   */
  byte[] read(RawBsonDocument letter) {
    byte[] whole = LetterForm.bytes(letter);
    if (whole != null) {
      return whole;
    }
    if (!letter.isInt32(LENGTH)) {
      throw new IllegalArgumentException("it has no event");
    }
    byte[] event = new byte[letter.getInt32(LENGTH).getValue()];
    String id = letter.getString("_id").getValue();
    for (int from = 0; from < event.length; from += PART_BYTES) {
      BsonDocument part = collection.find(eq("_id", name(id, from))).first();
      byte[] bytes = part == null ? null : LetterForm.bytes(part);
      if (bytes == null || bytes.length != Math.min(PART_BYTES, event.length - from)) {
        throw new IllegalArgumentException("a part of its event is missing");
      }
      System.arraycopy(bytes, 0, event, from, bytes.length);
    }
    return event;
  }

  /**
   * Deletes what belongs to letters. There are few letters and no index: they are found by name.
   */
  void delete(Collection<String> ids) {
    collection.deleteMany(in(PART_OF, Set.copyOf(ids)));
  }

  private static String name(String id, int from) {
    return id + "/" + from / PART_BYTES;
  }
}
