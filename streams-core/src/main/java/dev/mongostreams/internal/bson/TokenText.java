package dev.mongostreams.internal.bson;

import dev.mongostreams.ResumeToken.Kind;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of a resume token's text.
 *
 * <p>A token is a sequence of values in the server's sortable key format, each a type byte and its
 * bytes, the most significant first: cluster time, version, from version 1 on the type (0 high
 * water mark, 128 event), the place in the transaction, from version 1 on whether it is of an
 * invalidate, and the UUID of the collection.
 */
final class TokenText {
  private static final int TIMESTAMP = 0x82;
  private static final int ZERO = 0x29;

  /** Of one byte; up to seven more types follow, each with a byte more. */
  private static final int POSITIVE = 0x2B;

  private static final int LONGEST_NUMBER = 8;
  private static final int FALSE = 0x6E;
  private static final int TRUE = 0x6F;
  private static final int BINARY = 0x5A;
  private static final int UUID_LENGTH = 16;
  private static final int UUID_SUBTYPE = 4;

  private static final int FIRST_WITH_KIND = 1;
  private static final int LAST_KNOWN_VERSION = 2;
  private static final int HIGH_WATER_MARK_TOKEN = 0;
  private static final int EVENT_TOKEN = 128;

  private static final int HEX = 16;
  private static final int UNREADABLE = -1;

  private TokenText() {}

  static @Nullable TokenHead head(String hex) {
    ByteBuffer bytes = bytes(hex);
    if (next(bytes) != TIMESTAMP || bytes.remaining() < Long.BYTES) {
      return null;
    }
    BsonTimestamp clusterTime = new BsonTimestamp(bytes.getLong());
    long version = number(bytes);
    if (version < FIRST_WITH_KIND || version > LAST_KNOWN_VERSION) {
      return new TokenHead(clusterTime, Kind.UNKNOWN, null);
    }
    Kind kind = kind(bytes);
    return new TokenHead(clusterTime, kind, kind == Kind.UNKNOWN ? null : uuid(bytes));
  }

  private static Kind kind(ByteBuffer bytes) {
    long type = number(bytes);
    long inTransaction = number(bytes);
    int invalidate = next(bytes);
    if (inTransaction == UNREADABLE || (invalidate != FALSE && invalidate != TRUE)) {
      return Kind.UNKNOWN;
    }
    if (type == HIGH_WATER_MARK_TOKEN) {
      return Kind.HIGH_WATER_MARK;
    }
    if (type != EVENT_TOKEN) {
      return Kind.UNKNOWN;
    }
    return invalidate == TRUE ? Kind.INVALIDATE : Kind.EVENT;
  }

  private static @Nullable UUID uuid(ByteBuffer bytes) {
    if (next(bytes) != BINARY
        || next(bytes) != UUID_LENGTH
        || next(bytes) != UUID_SUBTYPE
        || bytes.remaining() < UUID_LENGTH) {
      return null;
    }
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  /** A whole number that is not negative: shifted by one, the last bit is for fractions. */
  private static long number(ByteBuffer bytes) {
    int type = next(bytes);
    if (type == ZERO) {
      return 0;
    }
    int length = type - POSITIVE + 1;
    if (length < 1 || length > LONGEST_NUMBER || bytes.remaining() < length) {
      return UNREADABLE;
    }
    long shifted = 0;
    for (int i = 0; i < length; i++) {
      shifted = shifted << Byte.SIZE | next(bytes);
    }
    return (shifted & 1) == 0 ? shifted >>> 1 : UNREADABLE;
  }

  private static int next(ByteBuffer bytes) {
    return bytes.hasRemaining() ? Byte.toUnsignedInt(bytes.get()) : UNREADABLE;
  }

  /** The bytes up to the first that is no hexadecimal pair. */
  private static ByteBuffer bytes(String hex) {
    ByteBuffer bytes = ByteBuffer.allocate(hex.length() / 2);
    for (int at = 0; at + 1 < hex.length(); at += 2) {
      int high = Character.digit(hex.charAt(at), HEX);
      int low = Character.digit(hex.charAt(at + 1), HEX);
      if (high < 0 || low < 0) {
        break;
      }
      bytes.put((byte) (high << 4 | low));
    }
    return bytes.flip();
  }
}
