package dev.mongostreams.bench.inside;

import com.mongodb.MongoClientSettings;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.bson.CursorReply;
import dev.mongostreams.internal.source.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;

/**
 * A reply as the server writes it: inserts of 1 KiB, each of another document.
 *
 * @param reply its bytes
 */
record WrittenReply(CursorReply reply) implements Batch {
  private static final int TEXT = 1_000;

  static WrittenReply of(int events) {
    List<BsonValue> batch = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      batch.add(insert(i));
    }
    BsonDocument cursor =
        new BsonDocument("nextBatch", new BsonArray(batch))
            .append("postBatchResumeToken", token(events))
            .append("id", new BsonInt64(1))
            .append("ns", new BsonString("shop.orders"));
    BsonDocument reply = new BsonDocument("cursor", cursor);
    return new WrittenReply(new CursorReply(new RawBsonDocument(reply, new BsonDocumentCodec())));
  }

  private static BsonDocument insert(int number) {
    BsonValue id = new BsonObjectId();
    BsonDocument namespace =
        new BsonDocument("db", new BsonString("shop")).append("coll", new BsonString("orders"));
    return new BsonDocument("_id", token(number))
        .append("operationType", new BsonString("insert"))
        .append("clusterTime", new BsonTimestamp(1_700_000_000, number))
        .append("fullDocument", new BsonDocument("_id", id).append("text", text()))
        .append("ns", namespace)
        .append("documentKey", new BsonDocument("_id", id));
  }

  private static BsonString text() {
    return new BsonString("x".repeat(TEXT));
  }

  private static BsonDocument token(int number) {
    String data = String.format("82655000%08X2B042C0100296E5A1004", number) + "0".repeat(100);
    return new BsonDocument("_data", new BsonString(data));
  }

  @Override
  public int size() {
    return reply.size();
  }

  @Override
  public ChangeEvent event(int index) {
    return reply.event(index, MongoClientSettings.getDefaultCodecRegistry());
  }

  @Override
  public StartPosition end() {
    return StartPosition.after(Objects.requireNonNull(reply.end()));
  }

  @Override
  public boolean last() {
    return false;
  }

  @Override
  public long bytes() {
    return reply.bytes();
  }

  @Override
  public @Nullable BsonTimestamp operationTime() {
    return null;
  }
}
