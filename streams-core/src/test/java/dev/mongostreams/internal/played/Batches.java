package dev.mongostreams.internal.played;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.Operation;
import dev.mongostreams.ResumeToken;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.source.Batch;
import dev.mongostreams.internal.source.EventBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonNull;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;

/** Batches written by hand. Places in the history are numbers; a token has its place in it. */
public final class Batches {
  private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

  private Batches() {}

  public static ResumeToken token(int place) {
    return ResumeToken.parse(String.format(Locale.ROOT, "82%08X000000012B022C0100296E", place));
  }

  /** The place of an event. */
  public static int place(ChangeEvent event) {
    return Integer.parseInt(event.token().toString(), 2, 10, 16);
  }

  public static StartPosition after(int place) {
    return StartPosition.after(token(place));
  }

  public static StartPosition startAfter(int place) {
    return StartPosition.startAfter(token(place));
  }

  public static ChangeEvent event(Operation operation, int place) {
    BsonDocument event =
        new BsonDocument("_id", token(place).document())
            .append("operationType", new BsonString(operation.serverName()));
    return ChangeEvent.of(new RawBsonDocument(event, CODEC));
  }

  /** An insert of a document with that {@code _id}. */
  public static ChangeEvent insert(int id, int place) {
    BsonDocument event =
        new BsonDocument("_id", token(place).document())
            .append("operationType", new BsonString(Operation.INSERT.serverName()))
            .append("documentKey", new BsonDocument("_id", new BsonInt32(id)));
    return ChangeEvent.of(new RawBsonDocument(event, CODEC));
  }

  /** An insert of a document with that {@code _id}, of some more bytes than those. */
  public static ChangeEvent insert(int id, int place, int bytes) {
    BsonDocument event = new BsonDocument();
    event.putAll(insert(id, place).raw());
    event.append("fullDocument", new BsonDocument("filling", new BsonBinary(new byte[bytes])));
    return ChangeEvent.of(new RawBsonDocument(event, CODEC));
  }

  /** An update of the document with that {@code _id}, which was gone when it was looked up. */
  public static ChangeEvent updateOfNone(int id, int place) {
    BsonDocument event = new BsonDocument();
    event.putAll(insert(id, place).raw());
    event.put("operationType", new BsonString(Operation.UPDATE.serverName()));
    event.append("fullDocument", BsonNull.VALUE);
    event.append(
        "updateDescription",
        new BsonDocument("updatedFields", new BsonDocument("step", new BsonInt32(1)))
            .append("removedFields", new BsonArray(List.of(new BsonString("draft")))));
    return ChangeEvent.of(new RawBsonDocument(event, CODEC));
  }

  /** A part of an update, with a field of its own. Its token is a little above its place. */
  public static ChangeEvent fragment(int place, int number, int of) {
    BsonDocument part =
        new BsonDocument("_id", fragmentToken(place, number).document())
            .append(
                "splitEvent",
                new BsonDocument("fragment", new BsonInt32(number)).append("of", new BsonInt32(of)))
            .append("field" + number, new BsonString("of " + place));
    if (number == 1) {
      part.append("operationType", new BsonString(Operation.UPDATE.serverName()));
    }
    return ChangeEvent.of(new RawBsonDocument(part, CODEC));
  }

  public static ResumeToken fragmentToken(int place, int number) {
    return ResumeToken.parse(token(place) + String.format(Locale.ROOT, "%02X", number));
  }

  /** Any events, and a post-batch token of this kind. */
  public static Batch batch(StartPosition end, ChangeEvent... events) {
    return new EventBatch(List.of(events), end, false, events.length * 100L, null);
  }

  /** Inserts at these places, 100 bytes each. */
  public static Batch inserts(int first, int last) {
    return inserts(first, last, (last - first + 1) * 100L);
  }

  public static Batch inserts(int first, int last, long bytes) {
    List<ChangeEvent> events = new ArrayList<>();
    for (int place = first; place <= last; place++) {
      events.add(event(Operation.INSERT, place));
    }
    return new EventBatch(events, after(last), false, bytes, null);
  }

  /** One event, of any kind. */
  public static Batch one(Operation operation, int place) {
    return new EventBatch(List.of(event(operation, place)), after(place), false, 100, null);
  }

  /** One event, of any kind, in a reply of so many bytes. */
  public static Batch one(Operation operation, int place, long bytes) {
    return new EventBatch(List.of(event(operation, place)), after(place), false, bytes, null);
  }

  public static Batch empty(@Nullable StartPosition end) {
    return new EventBatch(List.of(), end, false, 0, null);
  }

  /** What an aggregate that resumes nothing answers: no token, but the server's time. */
  public static Batch emptyAt(int seconds) {
    return new EventBatch(List.of(), null, false, 0, new BsonTimestamp(seconds, 1));
  }

  /**
   * An empty reply of a server that has written more than a majority has.
   *
   * @param committed the place up to which a majority has everything
   * @param written the place of the newest change
   */
  public static Batch waiting(int committed, int written) {
    return new EventBatch(
        List.of(),
        after(committed),
        false,
        0,
        new BsonTimestamp(committed, 1),
        new BsonTimestamp(written, 1));
  }

  /** The server ends the cursor, with these events before. */
  public static Batch last(int place, ChangeEvent... events) {
    return new EventBatch(List.of(events), startAfter(place), true, events.length * 100L, null);
  }
}
