package dev.mongostreams.internal.bson;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bson.BsonBinaryReader;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.codecs.DecoderContext;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** Decodes one value and leaves the rest where it lies. */
final class Values {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

  private Values() {}

  /**
   * Follows a dotted path through documents and arrays.
   *
   * @return the value, or null when the path leads nowhere
   */
  static @Nullable BsonValue at(byte[] bytes, int document, String path) {
    int at = document;
    int from = 0;
    while (true) {
      int dot = path.indexOf('.', from);
      String name = dot < 0 ? path.substring(from) : path.substring(from, dot);
      Elements elements = new Elements(bytes, at);
      if (!elements.find(name.getBytes(UTF_8))) {
        return null;
      }
      if (dot < 0) {
        return decode(bytes, elements);
      }
      if (elements.type() != Elements.DOCUMENT && elements.type() != Elements.ARRAY) {
        return null;
      }
      at = elements.valueAt();
      from = dot + 1;
    }
  }

  /** Returns the document that begins at {@code at}, on the same bytes. */
  static RawBsonDocument slice(byte[] bytes, int at) {
    return new RawBsonDocument(bytes, at, Elements.intAt(bytes, at));
  }

  static BsonTimestamp timestamp(byte[] bytes, int at) {
    return new BsonTimestamp(longAt(bytes, at));
  }

  private static BsonValue decode(byte[] bytes, Elements element) {
    int at = element.valueAt();
    return switch (element.type()) {
      case 0x01 -> new BsonDouble(Double.longBitsToDouble(longAt(bytes, at)));
      case 0x02 -> new BsonString(Elements.string(bytes, at));
      case Elements.DOCUMENT -> slice(bytes, at);
      case 0x07 -> new BsonObjectId(new ObjectId(ByteBuffer.wrap(bytes, at, 12)));
      case 0x08 -> BsonBoolean.valueOf(bytes[at] != 0);
      case 0x09 -> new BsonDateTime(longAt(bytes, at));
      case 0x0A -> BsonNull.VALUE;
      case 0x10 -> new BsonInt32(Elements.intAt(bytes, at));
      case 0x11 -> timestamp(bytes, at);
      case 0x12 -> new BsonInt64(longAt(bytes, at));
      default -> byCodec(bytes, element);
    };
  }

  /** Any other type: the element alone makes a document that the driver's codec reads. */
  private static BsonValue byCodec(byte[] bytes, Elements element) {
    int length = element.valueEnd() - element.elementAt();
    int total = Integer.BYTES + length + 1;
    ByteBuffer alone = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    alone.putInt(total).put(bytes, element.elementAt(), length).put((byte) 0).flip();
    try (BsonBinaryReader reader = new BsonBinaryReader(alone)) {
      BsonDocument decoded = CODEC.decode(reader, DecoderContext.builder().build());
      return decoded.values().iterator().next();
    }
  }

  static long longAt(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }
}
