package dev.mongostreams.bench.inside;

import com.mongodb.MongoClientSettings;
import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.bench.micro.InsertEvent;
import dev.mongostreams.internal.bson.CursorReply;
import dev.mongostreams.internal.source.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * A reply as the server writes it: inserts of 1 KiB, each of another document.
 *
 * @param reply its bytes
 */
record WrittenReply(CursorReply reply) implements Batch {
  static WrittenReply of(int events) {
    return new WrittenReply(new CursorReply(bytes(events)));
  }

  /** The reply as it comes. */
  static RawBsonDocument bytes(int events) {
    List<BsonValue> batch = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      batch.add(InsertEvent.written(i));
    }
    BsonDocument cursor =
        new BsonDocument("nextBatch", new BsonArray(batch))
            .append("postBatchResumeToken", InsertEvent.token(events))
            .append("id", new BsonInt64(1))
            .append("ns", new BsonString("aidb.predictions"));
    BsonDocument reply = new BsonDocument("cursor", cursor);
    return InsertEvent.bytes(reply);
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
