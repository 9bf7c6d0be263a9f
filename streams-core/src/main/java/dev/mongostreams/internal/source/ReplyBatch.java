package dev.mongostreams.internal.source;

import dev.mongostreams.ChangeEvent;
import dev.mongostreams.StartPosition;
import dev.mongostreams.internal.bson.CursorReply;
import org.bson.BsonTimestamp;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/** A batch on the bytes of one reply. */
record ReplyBatch(CursorReply reply, CodecRegistry codecs) implements Batch {

  @Override
  public int size() {
    return reply.size();
  }

  @Override
  public ChangeEvent event(int index) {
    return reply.event(index, codecs);
  }

  @Override
  public @Nullable StartPosition end() {
    var token = reply.end();
    if (token == null && reply.size() > 0) {
      var newest = reply.event(reply.size() - 1, codecs);
      token = newest.hasToken() ? newest.token() : null;
    }
    if (token == null) {
      return null;
    }
    return last() ? StartPosition.startAfter(token) : StartPosition.after(token);
  }

  @Override
  public boolean last() {
    return reply.cursorId() == 0;
  }

  @Override
  public long bytes() {
    return reply.bytes();
  }

  @Override
  public @Nullable BsonTimestamp operationTime() {
    return reply.operationTime();
  }

  @Override
  public @Nullable BsonTimestamp clusterTime() {
    return reply.clusterTime();
  }
}
