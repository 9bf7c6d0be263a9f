package dev.mongostreams.letters;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.letters.DeadLetter.Failure;
import java.time.Instant;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/** Dead letters as tests need them. */
public final class Letters {
  public static final Instant FIRST = Instant.parse("2026-11-23T07:00:00.123Z");
  public static final Instant LAST = Instant.parse("2026-11-23T07:00:01.456Z");

  private Letters() {}

  public static DeadLetter numbered(int number) {
    return of(event(number, "{}"));
  }

  public static DeadLetter of(ChangeEvent event) {
    return DeadLetter.of("dashboard", event, failure());
  }

  public static Failure failure() {
    return Failure.of(new IllegalStateException("no such customer"), 4, FIRST, LAST);
  }

  public static ChangeEvent event(int number, String fullDocument) {
    return event(BsonDocument.parse(json(number, fullDocument)));
  }

  public static ChangeEvent event(BsonDocument document) {
    return ChangeEvent.of(new RawBsonDocument(document, new BsonDocumentCodec()));
  }

  private static String json(int number, String fullDocument) {
    return ("{_id: {_data: '82%032X'}, operationType: 'insert', ns: {db: 'aidb', coll: 'models'},"
            + " documentKey: {_id: %d}, fullDocument: %s}")
        .formatted(number, number, fullDocument);
  }
}
