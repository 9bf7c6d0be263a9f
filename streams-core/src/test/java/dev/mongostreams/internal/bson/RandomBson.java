package dev.mongostreams.internal.bson;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonBoolean;
import org.bson.BsonDateTime;
import org.bson.BsonDbPointer;
import org.bson.BsonDecimal128;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonJavaScript;
import org.bson.BsonJavaScriptWithScope;
import org.bson.BsonMaxKey;
import org.bson.BsonMinKey;
import org.bson.BsonNull;
import org.bson.BsonObjectId;
import org.bson.BsonRegularExpression;
import org.bson.BsonString;
import org.bson.BsonSymbol;
import org.bson.BsonTimestamp;
import org.bson.BsonUndefined;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/** Documents of every type and shape, made by a seed. */
final class RandomBson {
  static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

  private static final List<String> NAMES =
      List.of("a", "_id", "a.b", "$set", "", "0", "1", "ü", "日本", "fullDocument", "ns", "x y", ".");
  private static final List<String> TEXTS =
      List.of("", "a", "insert", "drop", "ä€😀", "with\0zero", "a longer text than all the others");
  private static final double[] DOUBLES = {
    Double.NaN, -0.0, 0.0, 1.5, Double.MIN_VALUE, Double.POSITIVE_INFINITY, -1e308
  };
  private static final List<Decimal128> DECIMALS =
      List.of(
          Decimal128.NaN,
          Decimal128.NEGATIVE_ZERO,
          Decimal128.NEGATIVE_INFINITY,
          Decimal128.parse("1.10"),
          Decimal128.parse("-9.999E+6111"));
  private static final int TYPES = 21;

  private final Random random;

  RandomBson(long seed) {
    this.random = new Random(seed);
  }

  /** A document that nests up to {@code depth} further levels. */
  BsonDocument document(int depth) {
    BsonDocument document = new BsonDocument();
    int fields = random.nextInt(6);
    for (int i = 0; i < fields; i++) {
      document.put(name(), value(depth));
    }
    return document;
  }

  /** A document whose only way down is that many levels long. */
  BsonDocument deep(int levels) {
    BsonDocument document = new BsonDocument("leaf", value(0));
    for (int i = 0; i < levels; i++) {
      document = new BsonDocument("d", document).append(name(), value(0));
    }
    return document;
  }

  String name() {
    return oneOf(NAMES) + (random.nextBoolean() ? "" : random.nextInt(100));
  }

  BsonValue value(int depth) {
    return value(random.nextInt(TYPES), depth);
  }

  private BsonValue value(int type, int depth) {
    return switch (type) {
      case 0 -> new BsonDouble(DOUBLES[random.nextInt(DOUBLES.length)]);
      case 1 -> new BsonString(oneOf(TEXTS));
      case 2 -> depth == 0 ? new BsonDocument() : document(depth - 1);
      case 3 -> array(depth);
      case 4 -> new BsonBinary((byte) random.nextInt(6), bytes());
      case 5 -> new BsonUndefined();
      case 6 -> new BsonObjectId(new ObjectId(random.nextInt(), random.nextInt(1 << 24)));
      case 7 -> BsonBoolean.valueOf(random.nextBoolean());
      case 8 -> new BsonDateTime(random.nextLong());
      case 9 -> BsonNull.VALUE;
      case 10 -> new BsonRegularExpression("^[a-z]é$", random.nextBoolean() ? "" : "im");
      case 11 -> new BsonDbPointer("db.c", new ObjectId(1, 2));
      case 12 -> new BsonJavaScript(oneOf(TEXTS));
      case 13 -> new BsonSymbol(oneOf(TEXTS));
      case 14 -> new BsonJavaScriptWithScope("f()", depth == 0 ? new BsonDocument() : document(0));
      case 15 -> new BsonInt32(random.nextInt());
      case 16 -> new BsonTimestamp(random.nextLong());
      case 17 -> new BsonInt64(random.nextLong());
      case 18 -> new BsonDecimal128(oneOf(DECIMALS));
      case 19 -> new BsonMinKey();
      default -> new BsonMaxKey();
    };
  }

  private BsonArray array(int depth) {
    BsonArray array = new BsonArray();
    int size = depth == 0 ? 0 : random.nextInt(4);
    for (int i = 0; i < size; i++) {
      array.add(value(depth - 1));
    }
    return array;
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }

  private <T> T oneOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** The document on bytes that have a stranger's before and behind them. */
  static RawBsonDocument amid(BsonDocument document) {
    byte[] own = bytes(document);
    byte[] all = new byte[own.length + 14];
    Arrays.fill(all, (byte) 0x55);
    System.arraycopy(own, 0, all, 7, own.length);
    return new RawBsonDocument(all, 7, own.length);
  }

  static byte[] bytes(BsonDocument document) {
    var buffer = new RawBsonDocument(document, CODEC).getByteBuffer();
    byte[] own = new byte[buffer.remaining()];
    buffer.get(own);
    return own;
  }
}
