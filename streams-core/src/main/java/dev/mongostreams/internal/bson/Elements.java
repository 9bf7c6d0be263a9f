package dev.mongostreams.internal.bson;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.bson.BsonSerializationException;

/**
 * Walks the elements of one BSON document where it lies, without decoding or allocating anything.
 * For one thread, of one use.
 */
final class Elements {
  static final byte STRING = 0x02;
  static final byte DOCUMENT = 0x03;
  static final byte ARRAY = 0x04;
  static final byte TIMESTAMP = 0x11;
  static final byte LONG = 0x12;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** A length and the zero byte at the end. */
  private static final int SMALLEST_DOCUMENT = 5;

  private final byte[] bytes;
  private final int end;
  private int next;
  private int type;
  private int nameAt;
  private int nameLength;
  private int valueAt;

  /** Starts before the first element of the document that begins at {@code at}. */
  Elements(byte[] bytes, int at) {
    this.bytes = bytes;
    this.end = at + documentLength(bytes, at, bytes.length) - 1;
    this.next = at + Integer.BYTES;
  }

  static int intAt(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  static void putInt(byte[] bytes, int at, int value) {
    INT.set(bytes, at, value);
  }

  /**
   * The length that a document at {@code at} gives itself.
   *
   * @throws BsonSerializationException when it does not fit before {@code limit}
   */
  static int documentLength(byte[] bytes, int at, int limit) {
    int length = intAt(bytes, at);
    if (length < SMALLEST_DOCUMENT || length > limit - at) {
      throw malformed(at);
    }
    return length;
  }

  /** Moves to the next element; false behind the last one. */
  boolean next() {
    if (next >= end) {
      return false;
    }
    type = bytes[next];
    nameAt = next + 1;
    int at = nameAt;
    while (bytes[at] != 0) {
      at++;
    }
    nameLength = at - nameAt;
    valueAt = at + 1;
    next = valueAt + valueLength();
    if (next > end || next < valueAt) {
      throw malformed(valueAt);
    }
    return true;
  }

  /** Moves to the element of that name; false when there is none. */
  boolean find(byte[] name) {
    while (next()) {
      if (nameIs(name)) {
        return true;
      }
    }
    return false;
  }

  boolean nameIs(byte[] name) {
    if (name.length != nameLength) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (bytes[nameAt + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  /** Tells whether the element has that name and that type. */
  boolean is(byte[] name, byte type) {
    return this.type == type && nameIs(name);
  }

  int nameLength() {
    return nameLength;
  }

  byte type() {
    return (byte) type;
  }

  /** Where the value begins: for a document at its length, for a string at its length. */
  int valueAt() {
    return valueAt;
  }

  /** Where the element begins, at its type byte. */
  int elementAt() {
    return nameAt - 1;
  }

  /** Where the value ends, exclusive. */
  int valueEnd() {
    return next;
  }

  static String string(byte[] bytes, int valueAt) {
    return new String(
        bytes, valueAt + Integer.BYTES, intAt(bytes, valueAt) - 1, StandardCharsets.UTF_8);
  }

  private int valueLength() {
    return switch (type) {
      case 0x01, 0x09, 0x11, 0x12 -> Long.BYTES;
      case 0x02, 0x0D, 0x0E -> Integer.BYTES + lengthOfAtLeast(1);
      case 0x03, 0x04, 0x0F -> lengthOfAtLeast(SMALLEST_DOCUMENT);
      case 0x05 -> Integer.BYTES + 1 + lengthOfAtLeast(0);
      case 0x06, 0x0A, 0x7F, -1 -> 0;
      case 0x07 -> 12;
      case 0x08 -> 1;
      case 0x0B -> twoStrings();
      case 0x0C -> Integer.BYTES + lengthOfAtLeast(1) + 12;
      case 0x10 -> Integer.BYTES;
      case 0x13 -> 16;
      default -> throw malformed(valueAt);
    };
  }

  private int lengthOfAtLeast(int least) {
    int length = intAt(bytes, valueAt);
    if (length < least) {
      throw malformed(valueAt);
    }
    return length;
  }

  /** A regular expression: two strings that end in zero bytes. */
  private int twoStrings() {
    int at = valueAt;
    for (int zeros = 0; zeros < 2; at++) {
      if (bytes[at] == 0) {
        zeros++;
      }
    }
    return at - valueAt;
  }

  static BsonSerializationException malformed(int at) {
    return new BsonSerializationException("Malformed BSON at byte " + at + " of a reply");
  }
}
