package dev.mongostreams.bench.micro;

import java.util.List;
import java.util.Locale;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * Writes what the server sends: events of inserts, each of another document of 1 KiB that {@link
 * Prediction} describes, and tokens.
 */
public final class InsertEvent {
  private static final int TEXT_CHARACTERS = 800;
  private static final int SECONDS = 1_700_000_000;

  private InsertEvent() {}

  /** The insert of that number, in the order of the server's fields. */
  public static BsonDocument written(int number) {
    BsonObjectId id = new BsonObjectId();
    return new BsonDocument("_id", token(number))
        .append("operationType", new BsonString("insert"))
        .append("clusterTime", new BsonTimestamp(SECONDS, number))
        .append("wallTime", new BsonDateTime(SECONDS * 1_000L))
        .append("fullDocument", prediction(id, number))
        .append(
            "ns",
            new BsonDocument("db", new BsonString("aidb"))
                .append("coll", new BsonString("predictions")))
        .append("documentKey", new BsonDocument("_id", id));
  }

  /** The position of the insert of that number. */
  public static BsonDocument token(int number) {
    String data =
        String.format(Locale.ROOT, "82%08X%08X2B042C0100296E5A1004", SECONDS, number)
            + "0".repeat(100);
    return new BsonDocument("_data", new BsonString(data));
  }

  /** A document as the bytes that come. */
  public static RawBsonDocument bytes(BsonDocument document) {
    return new RawBsonDocument(document, new BsonDocumentCodec());
  }

  private static BsonDocument prediction(BsonObjectId id, int number) {
    List<BsonDouble> scores =
        List.of(new BsonDouble(0.93), new BsonDouble(0.05), new BsonDouble(0.02));
    return new BsonDocument("_id", id)
        .append("model", new BsonString("fraud"))
        .append("confidence", new BsonDouble(number % 100 / 100.0))
        .append("scores", new BsonArray(scores))
        .append(
            "source",
            new BsonDocument("host", new BsonString("scorer-7"))
                .append("version", new BsonInt32(12)))
        .append("at", new BsonDateTime(SECONDS * 1_000L))
        .append("text", new BsonString("x".repeat(TEXT_CHARACTERS)));
  }
}
