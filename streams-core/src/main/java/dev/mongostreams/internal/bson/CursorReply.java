package dev.mongostreams.internal.bson;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.mongostreams.ResumeToken;
import java.util.Arrays;
import org.bson.BsonTimestamp;
import org.bson.ByteBuf;
import org.bson.RawBsonDocument;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The server's reply to an {@code aggregate} or a {@code getMore}, taken apart without a copy:
 * where its events begin, and what it says of the cursor. Immutable once made.
 */
public final class CursorReply {
  private static final byte[] CURSOR = "cursor".getBytes(US_ASCII);
  private static final byte[] ID = "id".getBytes(US_ASCII);
  private static final byte[] NS = "ns".getBytes(US_ASCII);
  private static final byte[] FIRST_BATCH = "firstBatch".getBytes(US_ASCII);
  private static final byte[] NEXT_BATCH = "nextBatch".getBytes(US_ASCII);
  private static final byte[] END = "postBatchResumeToken".getBytes(US_ASCII);
  private static final byte[] OPERATION_TIME = "operationTime".getBytes(US_ASCII);
  private static final byte[] GOSSIP = "$clusterTime".getBytes(US_ASCII);
  private static final byte[] CLUSTER_TIME = "clusterTime".getBytes(US_ASCII);
  private static final int FEW = 16;

  private final byte[] bytes;
  private final int length;
  private long cursorId;
  private String namespace = "";
  private int[] starts = {};
  private int size;
  private @Nullable ResumeToken end;
  private @Nullable BsonTimestamp operationTime;
  private @Nullable BsonTimestamp clusterTime;

  /** Takes a reply apart. Its bytes are shared. */
  public CursorReply(RawBsonDocument reply) {
    ByteBuf buffer = reply.getByteBuffer();
    this.bytes = buffer.array();
    int offset = buffer.asNIO().arrayOffset() + buffer.position();
    this.length = buffer.remaining();
    buffer.release();
    Elements.documentLength(bytes, offset, offset + length);
    Elements elements = new Elements(bytes, offset);
    while (elements.next()) {
      if (elements.is(CURSOR, Elements.DOCUMENT)) {
        readCursor(elements.valueAt());
      } else if (elements.is(OPERATION_TIME, Elements.TIMESTAMP)) {
        operationTime = Values.timestamp(bytes, elements.valueAt());
      } else if (elements.is(GOSSIP, Elements.DOCUMENT)) {
        readGossip(elements.valueAt());
      }
    }
  }

  private void readGossip(int at) {
    Elements elements = new Elements(bytes, at);
    while (elements.next()) {
      if (elements.is(CLUSTER_TIME, Elements.TIMESTAMP)) {
        clusterTime = Values.timestamp(bytes, elements.valueAt());
      }
    }
  }

  private void readCursor(int at) {
    Elements elements = new Elements(bytes, at);
    while (elements.next()) {
      if (elements.is(NEXT_BATCH, Elements.ARRAY) || elements.is(FIRST_BATCH, Elements.ARRAY)) {
        readBatch(elements.valueAt());
      } else if (elements.is(ID, Elements.LONG)) {
        cursorId = Values.longAt(bytes, elements.valueAt());
      } else if (elements.is(NS, Elements.STRING)) {
        namespace = Elements.string(bytes, elements.valueAt());
      } else if (elements.is(END, Elements.DOCUMENT)) {
        end = token(elements.valueAt());
      }
    }
  }

  private void readBatch(int at) {
    Elements elements = new Elements(bytes, at);
    while (elements.next()) {
      if (elements.type() != Elements.DOCUMENT) {
        throw Elements.malformed(elements.valueAt());
      }
      if (size == starts.length) {
        starts = Arrays.copyOf(starts, Math.max(FEW, size * 2));
      }
      starts[size++] = elements.valueAt();
    }
  }

  /** A copy: a token outlives its reply. */
  private ResumeToken token(int at) {
    return ResumeToken.of(
        new RawBsonDocument(Arrays.copyOfRange(bytes, at, at + Elements.intAt(bytes, at))));
  }

  /** Zero when the server has ended the cursor. */
  public long cursorId() {
    return cursorId;
  }

  /** The collection part of the cursor's namespace, as a {@code getMore} must name it. */
  public String collection() {
    return namespace.substring(namespace.indexOf('.') + 1);
  }

  /** How many events came. */
  public int size() {
    return size;
  }

  /** The event at that place, on the bytes of this reply. */
  public RawChangeEvent event(int index, CodecRegistry codecs) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return new RawChangeEvent(bytes, starts[index], codecs);
  }

  /** The post-batch resume token, or null from a server that sends none. */
  public @Nullable ResumeToken end() {
    return end;
  }

  /** The server's logical time, or null when it does not say. */
  public @Nullable BsonTimestamp operationTime() {
    return operationTime;
  }

  /** The newest time of the whole cluster, or null when the server does not say. */
  public @Nullable BsonTimestamp clusterTime() {
    return clusterTime;
  }

  /** Bytes that a reference to any event of this reply keeps alive. */
  public long bytes() {
    return length;
  }
}
