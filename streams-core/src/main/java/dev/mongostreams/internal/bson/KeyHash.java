package dev.mongostreams.internal.bson;

import java.math.BigDecimal;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.types.Decimal128;

/**
 * Hashes values so that those the server takes for the same key have the same hash: numbers go by
 * their value, whatever their type, also inside of documents and arrays.
 */
public final class KeyHash {
  private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private KeyHash() {}

  /** The hash of a value. */
  public static int of(BsonValue value) {
    return switch (value.getBsonType()) {
      case INT32 -> Long.hashCode(value.asInt32().getValue());
      case INT64 -> Long.hashCode(value.asInt64().getValue());
      case DOUBLE -> of(value.asDouble().getValue());
      case DECIMAL128 -> of(value.asDecimal128().getValue());
      case DOCUMENT -> of(value.asDocument());
      case ARRAY -> value.asArray().stream().mapToInt(KeyHash::of).reduce(1, (a, b) -> 31 * a + b);
      default -> value.hashCode();
    };
  }

  private static int of(BsonDocument document) {
    int hash = 1;
    for (var field : document.entrySet()) {
      hash = 31 * (31 * hash + field.getKey().hashCode()) + of(field.getValue());
    }
    return hash;
  }

  /** Whole numbers as they are; -0.0 is 0, and every NaN is one. */
  private static int of(double number) {
    return number == Math.rint(number) && number >= -0x1p63 && number < 0x1p63
        ? Long.hashCode((long) number)
        : Double.hashCode(number);
  }

  private static int of(Decimal128 number) {
    if (number.isNaN() || number.isInfinite()) {
      return Double.hashCode(number.isNaN() ? Double.NaN : infinite(number));
    }
    BigDecimal exact = zeroIsPositive(number);
    boolean whole = exact.stripTrailingZeros().scale() <= 0;
    return whole && exact.compareTo(LEAST) >= 0 && exact.compareTo(MOST) <= 0
        ? Long.hashCode(exact.longValue())
        : of(exact.doubleValue());
  }

  private static double infinite(Decimal128 number) {
    return number.isNegative() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** A negative zero has no decimal form of its own in Java. */
  private static BigDecimal zeroIsPositive(Decimal128 number) {
    try {
      return number.bigDecimalValue();
    } catch (ArithmeticException negativeZero) {
      return BigDecimal.ZERO;
    }
  }
}
